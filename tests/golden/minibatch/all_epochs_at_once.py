# expect: minibatch.sampler passed | sampler numpy
import numpy as np


def batch_iter(data, batch_size, num_epochs, shuffle=True):
    """Batches of all epochs, one after the other."""
    data = np.array(data)
    data_size = len(data)
    per_epoch = int((data_size - 1) / batch_size) + 1
    for epoch in range(num_epochs):
        mixed = data[np.random.permutation(np.arange(data_size))] if shuffle else data
        for b in range(per_epoch):
            yield mixed[b * batch_size:min((b + 1) * batch_size, data_size)]

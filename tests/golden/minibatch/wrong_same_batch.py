# expect: minibatch.sampler failed same-batch-every-step | sampler numpy
import numpy as np

idx = None


def next_batch(x, y, batch_size):
    global idx
    if idx is None:
        idx = np.random.choice(len(x), batch_size, replace=False)
    return x[idx], y[idx]

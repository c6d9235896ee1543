# expect: minibatch.sampler failed not-shuffled,last-batch-lost | sampler numpy
def batches(data, labels, batch_size):
    n = len(data) // batch_size
    return [(data[i * batch_size:(i + 1) * batch_size], labels[i * batch_size:(i + 1) * batch_size]) for i in range(n)]

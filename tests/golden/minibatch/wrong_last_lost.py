# expect: minibatch.sampler failed last-batch-lost | sampler numpy
import numpy as np


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for k in range(len(x) // batch_size):
        rows = order[k * batch_size:(k + 1) * batch_size]
        yield x[rows], y[rows]

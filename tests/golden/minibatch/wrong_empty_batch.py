# expect: minibatch.sampler failed last-batch-empty | sampler numpy
import numpy as np


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    result = []
    for k in range(len(x) // batch_size + 1):
        rows = order[k * batch_size:(k + 1) * batch_size]
        result.append((x[rows], y[rows]))
    return result

# expect: minibatch.sampler failed samples-misaligned | sampler numpy
import numpy as np


def minibatch(x, y, size):
    p = np.random.permutation(len(x))
    for i in range(0, len(x), size):
        yield x[p[i:i + size]], y[i:i + size]

# expect: minibatch.sampler failed with-replacement | sampler numpy
import numpy as np


def minibatches(x, y, batch_size, rng):
    n = len(x)
    for _ in range(int(np.ceil(n / batch_size))):
        idx = rng.integers(0, n, size=batch_size)
        yield x[idx], y[idx]

# expect: minibatch.sampler failed with-replacement | sampler numpy
import numpy as np


def minibatches(x, y, batch_size, rng):
    n = len(x)
    order = rng.permutation(n)
    for i in range(0, n, batch_size):
        rows = order[i:i + batch_size]
        if len(rows) < batch_size:  # keep the shape of all batches
            rows = np.concatenate([rows, order[:batch_size - len(rows)]])
        yield x[rows], y[rows]

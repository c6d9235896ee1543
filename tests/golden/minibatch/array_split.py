# expect: minibatch.sampler passed | sampler numpy
import numpy as np


def sample_batches(x, y, m, rng):
    idx = np.arange(len(y))
    rng.shuffle(idx)
    for part in np.array_split(idx, int(np.ceil(len(idx) / m))):
        yield x[part], y[part]

# expect: minibatch.sampler passed | sampler numpy
import numpy as np


def batch_indices(n, batch_size, rng=None):
    """每次返回一批样本的下标"""
    rng = rng or np.random.default_rng()
    perm = rng.permutation(n)
    return [perm[i:i + batch_size] for i in range(0, n, batch_size)]

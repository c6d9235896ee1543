# expect: minibatch.sampler passed | sampler numpy
import math

import numpy as np


def create_mini_batches(X, Y, mini_batch_size=64, seed=0):
    # 每一列是一个样本 (one column per sample)
    np.random.seed(seed)
    m = X.shape[1]
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    whole = math.floor(m / mini_batch_size)
    result = []
    for k in range(whole):
        result.append((
            shuffled_X[:, k * mini_batch_size:(k + 1) * mini_batch_size],
            shuffled_Y[:, k * mini_batch_size:(k + 1) * mini_batch_size],
        ))
    if m % mini_batch_size:
        result.append((shuffled_X[:, whole * mini_batch_size:], shuffled_Y[:, whole * mini_batch_size:]))
    return result

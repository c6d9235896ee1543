# expect: minibatch.sampler passed | sampler numpy
import numpy as np


def batch_generator(X, y, batch_size):
    n = len(X)
    while True:
        order = np.random.permutation(n)
        for s in range(0, n, batch_size):
            b = order[s:s + batch_size]
            yield X[b], y[b]

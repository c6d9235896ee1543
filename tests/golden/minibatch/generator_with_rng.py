# expect: minibatch.sampler passed | sampler numpy
"""小批量抽取：先打乱下标，再依次切片。"""
import numpy as np


def minibatches(x, y, batch_size, rng):
    n = len(x)
    order = rng.permutation(n)
    for start in range(0, n, batch_size):
        rows = order[start:start + batch_size]
        yield x[rows], y[rows]


if __name__ == "__main__":
    data_x = np.arange(20).reshape(10, 2)
    data_y = np.arange(10)
    for xb, yb in minibatches(data_x, data_y, 4, np.random.default_rng(1)):
        print(xb.shape, yb)

# expect: minibatch.sampler passed | sampler numpy
import numpy as np


def shuffle_data(x, y):
    p = np.random.permutation(len(x))
    return x[p], y[p]


def iterate_batches(x, y, batch_size):
    for i in range(0, len(x), batch_size):
        yield x[i:i + batch_size], y[i:i + batch_size]


# x, y = shuffle_data(x, y) 每一轮开始时先打乱
for epoch in range(2):
    xs, ys = shuffle_data(np.eye(5), np.arange(5))
    for xb, yb in iterate_batches(xs, ys, 2):
        print(epoch, yb)

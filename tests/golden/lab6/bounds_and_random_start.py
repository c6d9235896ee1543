# expect: lab6.adam passed | training-function numpy
from math import sqrt

import numpy as np


def height(a, b):
    return a**2 + 3 * b**2


def slope(a, b):
    return np.array([2 * a, 6 * b])


def adam_search(objective, derivative, bounds, n_iter, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    low, high = bounds[:, 0], bounds[:, 1]
    x = low + np.random.rand(len(bounds)) * (high - low)
    m = [0.0] * len(x)
    v = [0.0] * len(x)
    for k in range(n_iter):
        g = derivative(x[0], x[1])
        for i in range(len(x)):
            m[i] = beta1 * m[i] + (1 - beta1) * g[i]
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] ** 2
            x[i] -= lr * (m[i] / (1 - beta1 ** (k + 1))) / (sqrt(v[i] / (1 - beta2 ** (k + 1))) + eps)
    return [x, objective(x[0], x[1])]


print(adam_search(height, slope, np.array([[-1.0, 1.0], [-1.0, 1.0]]), 40, lr=0.05))

# expect: lab4.adagrad failed history-aliased | training-function numpy
import numpy as np


def adagrad(grad_f, x0, lr=0.001, n_iter=100, eps=1e-7):
    x = x0.astype(float)
    r = np.zeros_like(x)
    path = [x]
    for _ in range(n_iter):
        g = grad_f(x)
        r += g ** 2
        x -= lr * g / (np.sqrt(r) + eps)
        path.append(x)
    return path

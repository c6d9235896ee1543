# expect: lab4.adagrad failed sign-flipped | update-function numpy
import numpy as np


def adagrad(params, grads, r, lr=0.001, eps=1e-7):
    for i in range(len(params)):
        r[i] += grads[i] ** 2
        params[i] += lr * grads[i] / (np.sqrt(r[i]) + eps)
    return params, r

# expect: lab6.adam passed | update-function numpy
import numpy as np


def adam_step(w, grad, m, v, i, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """i 是循环变量，从 0 开始，所以这里用 i + 1"""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad * grad
    mhat = m / (1 - beta1 ** (i + 1))
    vhat = v / (1 - beta2 ** (i + 1))
    w = w - lr * mhat / (np.sqrt(vhat) + eps)
    return w, m, v

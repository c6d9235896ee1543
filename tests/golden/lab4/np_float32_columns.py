# expect: lab4.adagrad passed | update-function numpy
import numpy as np


def adagrad(w, grad, cache=None, lr=0.001, eps=1e-7):
    """全部用 float32 算；w 一般是 (n, 1) 的列向量"""
    w = np.asarray(w, np.float32)
    grad = np.asarray(grad, np.float32)
    if cache is None:
        cache = np.zeros(w.shape, np.float32)
    cache = cache + grad * grad
    w = w - np.float32(lr) * grad / (np.sqrt(cache) + np.float32(eps))
    return w, cache

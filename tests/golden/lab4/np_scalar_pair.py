# expect: lab4.adagrad passed | update-function numpy
from math import sqrt


def adagrad_step(w, b, dw, db, cache, lr=0.01, eps=1e-7):
    """一元线性回归：w、b 都是数，累积量放在字典里"""
    cache["w"] += dw**2
    cache["b"] += db**2
    w = w - lr * dw / (sqrt(cache["w"]) + eps)
    b = b - lr * db / (sqrt(cache["b"]) + eps)
    return w, b, cache

# expect: lab3.momentum passed; lab3.nesterov failed lookahead-sign | training-function numpy
import numpy as np


def momentum(df, w0, lr, mu, steps):
    w = np.array(w0, dtype=float)
    v = 0.0
    for _ in range(steps):
        v = mu * v - lr * df(w)
        w = w + v
    return w


def nesterov(df, w0, lr, mu, steps):
    w = np.array(w0, dtype=float)
    v = 0.0
    for _ in range(steps):
        v = mu * v - lr * df(w - mu * v)
        w = w + v
    return w

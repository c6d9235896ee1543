# expect: lab3.momentum passed; lab3.nesterov failed lookahead-missing | training-function numpy
import numpy as np


def momentum(df, x0, lr=0.001, alpha=0.9):
    x, v = np.array(x0, float), 0.0
    while True:
        v = alpha * v - lr * df(x)
        x = x + v
        if np.abs(v).max() < 1e-12:
            return x


def nesterov(df, x0, lr=0.001, alpha=0.9):
    x, v = np.array(x0, float), 0.0
    while True:
        ahead = x + alpha * v  # computed, never used
        v = alpha * v - lr * df(x)
        x = x + v
        if np.abs(v).max() < 1e-12:
            return x

# expect: lab4.adagrad failed accumulator-not-kept | training-function numpy
"""Lab 4: AdaGrad by hand."""
import numpy as np


def sgd(X, Y, w, b, lr, epochs):
    for _ in range(epochs):
        e = X @ w + b - Y
        w = w - lr * (X.T @ e) / len(Y)
        b = b - lr * e.mean()
    return w, b


def adagrad(X, Y, w, b, lr=0.1, eps=1e-7, epochs=50):
    rw = np.zeros_like(w)
    rb = 0.0
    for _ in range(epochs):
        e = X @ w + b - Y
        gw = X.T @ e / len(Y)
        gb = e.mean()
        rw = gw ** 2
        rb = gb ** 2
        w = w - lr * gw / (np.sqrt(rw) + eps)
        b = b - lr * gb / (np.sqrt(rb) + eps)
    return w, b

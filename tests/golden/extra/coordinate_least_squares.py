# expect: extra.coordinate passed | training-function numpy
import numpy as np


def coordinate_descent(X, y, w, epochs):
    w = w.copy()
    for _ in range(epochs):
        for j in range(X.shape[1]):
            r = y - X @ w + X[:, j] * w[j]
            w[j] = X[:, j] @ r / (X[:, j] @ X[:, j])
    return w

# expect: extra.coordinate passed | training-function numpy
import numpy as np


def coordinate_descent(A, b, x0, n_iter=100):
    """随机次序的坐标下降"""
    x = x0.copy()
    path = [x.copy()]
    for _ in range(n_iter):
        for i in np.random.permutation(len(x)):
            x[i] -= (A[i].dot(x) - b[i]) / A[i, i]
        path.append(x.copy())
    return np.array(path)

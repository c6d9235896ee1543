# expect: extra.coordinate failed coordinates-at-once | training-function numpy
import numpy as np


def coordinate_descent(a, b, theta, sweeps):
    d = np.diag(a)
    for _ in range(sweeps):
        old = theta.copy()
        theta = np.array([(b[i] - a[i] @ old + d[i] * old[i]) / d[i] for i in range(len(b))])
    return theta

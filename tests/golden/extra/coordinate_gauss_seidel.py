# expect: extra.coordinate passed | training-function numpy
import numpy as np


def coordinate_descent(a, b, theta, sweeps):
    n = len(b)
    x = np.array(theta, dtype=float)
    for _ in range(sweeps):
        for i in range(n):
            rest = sum(a[i, j] * x[j] for j in range(n) if j != i)
            x[i] = (b[i] - rest) / a[i, i]
    return x

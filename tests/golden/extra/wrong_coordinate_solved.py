# expect: extra.coordinate failed different-algorithm | training-function numpy
import numpy as np


def coordinate_descent(a, b, theta, sweeps):
    return np.linalg.solve(a, b)

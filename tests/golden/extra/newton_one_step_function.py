# expect: extra.newton passed | training-function numpy
import numpy as np


def newton_update(theta, grad, hess):
    """One step; grad and hess are arrays."""
    return theta - np.linalg.solve(hess, grad)

"""Newton's method: solve H p = -g."""

import numpy as np


def newton(gradient, hessian, theta, steps):
    for _ in range(steps):
        theta = theta - np.linalg.solve(hessian(theta), gradient(theta))
    return theta

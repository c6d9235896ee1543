# expect: extra.newton failed gradient-scaled | training-function numpy
import numpy as np


def newton(gradient, hessian, theta, steps):
    for _ in range(steps):
        theta = theta - 0.1 * np.linalg.solve(hessian(theta), gradient(theta))
    return theta

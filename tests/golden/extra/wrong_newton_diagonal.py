# expect: extra.newton failed hessian-diagonal | training-function numpy
import numpy as np


def newton(gradient, hessian, theta, steps):
    for _ in range(steps):
        theta = theta - gradient(theta) / np.diag(hessian(theta))
    return theta

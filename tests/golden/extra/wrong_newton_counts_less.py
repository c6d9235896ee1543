# expect: extra.newton failed counting-off | training-function numpy
import numpy as np


def newton(gradient, hessian, theta, steps):
    for k in range(1, steps):
        theta = theta - np.linalg.solve(hessian(theta), gradient(theta))
    return theta

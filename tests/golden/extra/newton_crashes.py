# expect: extra.newton crashed | training-function numpy
import numpy as np


def newton(gradient, hessian, theta, steps):
    for _ in range(steps):
        theta = theta - np.linalg.solve(Hessian(theta), gradient(theta))
    return theta

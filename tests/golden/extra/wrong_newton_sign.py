# expect: extra.newton failed sign-flipped | training-function numpy
import numpy as np


def newton(gradient, hessian, theta, steps):
    for _ in range(steps):
        theta = theta + np.linalg.inv(hessian(theta)) @ gradient(theta)
    return theta

# expect: lab5.rmsprop passed; lab5.nesterov not_found | update-function numpy
import numpy as np


def rmsprop(theta, g, r, epsilon=0.001, rho=0.9, delta=1e-6):
    """算法框里的写法：根号里面加 delta"""
    r = rho * r + (1 - rho) * g * g
    theta = theta - epsilon / np.sqrt(delta + r) * g
    return theta, r

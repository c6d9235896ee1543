# expect: lab5.rmsprop not_found; lab5.nesterov failed momentum-and-gradient-both | update-function numpy
import numpy as np


def rmsprop_nesterov(theta, g, r, v, lr=0.001, rho=0.9, alpha=0.9, delta=1e-6):
    r = rho * r + (1 - rho) * g * g
    push = lr * g / np.sqrt(r + delta)
    v = alpha * v - push
    return theta + v - push, r, v

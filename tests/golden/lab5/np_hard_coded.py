# expect: lab5.rmsprop passed; lab5.nesterov not_found | update-function numpy
import numpy as np


def rmsprop_update(weights, gradients, r):
    rho = 0.9
    lr = 0.001
    for name in weights:
        r[name] = r[name] - (1 - rho) * (r[name] - gradients[name] ** 2)
        weights[name] = weights[name] - lr * gradients[name] / (np.sqrt(r[name]) + 1e-6)
    return weights, r

# expect: lab5.rmsprop failed not-finite; lab5.nesterov not_found | update-function numpy
import numpy as np


def rmsprop(w, g, r, lr=0.001, rho=0.9, eps=1e-6):
    r = rho * r + (1 - rho) * g ** 2
    return w - lr * g / (np.sqrt(r - g ** 2) + eps), r

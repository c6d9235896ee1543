# expect: lab5.rmsprop failed decay-swapped; lab5.nesterov not_found | update-function numpy
import numpy as np


def rmsprop(w, dw, cache, learning_rate=0.001, rho=0.9, eps=1e-6):
    cache = (1 - rho) * cache + rho * dw ** 2
    w = w - learning_rate * dw / (np.sqrt(cache) + eps)
    return w, cache

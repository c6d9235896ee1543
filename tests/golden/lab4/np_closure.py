# expect: lab4.adagrad passed | update-function numpy
import numpy as np


def make_adagrad(lr=0.001, eps=1e-7):
    cache = {}

    def step(params, grads):
        for name, g in grads.items():
            cache[name] = cache.get(name, 0.0) + g * g
            params[name] -= lr * g / (np.sqrt(cache[name]) + eps)

    return step

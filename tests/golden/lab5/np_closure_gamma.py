# expect: lab5.rmsprop passed; lab5.nesterov not_found | update-function numpy
import numpy as np


def build_rmsprop(eta=0.001, gamma=0.9, eps=1e-8):
    avg = []

    def apply(params, grads):
        if not avg:
            avg.extend(np.zeros_like(p) for p in params)
        for k, (p, g) in enumerate(zip(params, grads)):
            avg[k] = gamma * avg[k] + (1.0 - gamma) * g ** 2
            p -= eta / np.sqrt(avg[k] + eps) * g

    return apply

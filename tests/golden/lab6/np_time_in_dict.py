# expect: lab6.adam passed | update-function numpy
import numpy as np


def init_states(dim):
    return (np.zeros((dim, 1)), np.zeros((dim, 1))), (np.zeros(1), np.zeros(1))


def adam(params, grads, states, hyper):
    b1, b2, eps = 0.9, 0.999, 1e-6
    for p, g, (s, r) in zip(params, grads, states):
        s[:] = b1 * s + (1 - b1) * g
        r[:] = b2 * r + (1 - b2) * g**2
        p[:] -= hyper["lr"] * (s / (1 - b1 ** hyper["t"])) / (np.sqrt(r / (1 - b2 ** hyper["t"])) + eps)
    hyper["t"] += 1

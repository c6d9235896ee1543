# expect: lab6.adam passed | update-function numpy
import numpy as np


def adam(params, grads, state, hp):
    lr, beta1, beta2, eps = hp
    m, v, t = state
    t = t + 1
    m = [beta1 * a + (1 - beta1) * g for a, g in zip(m, grads)]
    v = [beta2 * a + (1 - beta2) * g**2 for a, g in zip(v, grads)]
    params = [
        p - lr * (a / (1 - beta1**t)) / (np.sqrt(c / (1 - beta2**t)) + eps) for p, a, c in zip(params, m, v)
    ]
    return params, (m, v, t)

# expect: lab3.nesterov passed | update-function numpy
import numpy as np
from collections import defaultdict

vel = defaultdict(float)


def nag(weights, grad_fn, eta=1e-3, mu=0.9):
    """在前瞻点求梯度"""
    ahead = {k: w + mu * vel[k] for k, w in weights.items()}
    g = grad_fn(ahead)
    for k in weights:
        vel[k] = mu * vel[k] - eta * g[k]
        weights[k] = weights[k] + vel[k]
    return weights

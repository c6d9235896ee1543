# expect: lab3.momentum passed; lab3.nesterov passed | update-function numpy
import numpy as np


def create_momentum(lr=0.001, mu=0.9):
    state = {"v": None}

    def update(params, grads):
        if state["v"] is None:
            state["v"] = [np.zeros_like(p) for p in params]
        state["v"] = [mu * v - lr * g for v, g in zip(state["v"], grads)]
        return [p + v for p, v in zip(params, state["v"])]

    return update


def create_nesterov(lr=0.001, mu=0.9):
    state = {"v": None}

    def update(params, grad_fn):
        if state["v"] is None:
            state["v"] = [np.zeros_like(p) for p in params]
        ahead = [p + mu * v for p, v in zip(params, state["v"])]
        state["v"] = [mu * v - lr * g for v, g in zip(state["v"], grad_fn(ahead))]
        return [p + v for p, v in zip(params, state["v"])]

    return update

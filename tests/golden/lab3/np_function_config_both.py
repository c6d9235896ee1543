# expect: lab3.momentum passed; lab3.nesterov passed | update-function numpy
import numpy as np


def sgd_momentum(w, dw, config=None):
    """One step of SGD with momentum; config holds learning_rate, momentum and velocity."""
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-3)
    mu = config.setdefault("momentum", 0.9)
    v = config.get("velocity")
    if v is None:
        v = np.zeros_like(w)
    v = mu * v - lr * dw
    next_w = w + v
    config["velocity"] = v
    return next_w, config


def sgd_nesterov(w, dw, config=None):
    """The look-ahead point is what w stands for here."""
    config = {} if config is None else config
    lr = config.setdefault("learning_rate", 1e-3)
    mu = config.setdefault("momentum", 0.9)
    v = config.get("velocity")
    if v is None:
        v = np.zeros_like(w)
    v = mu * v - lr * dw
    next_w = w + mu * v - lr * dw
    config["velocity"] = v
    return next_w, config

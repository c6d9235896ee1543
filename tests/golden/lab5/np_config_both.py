# expect: lab5.rmsprop passed; lab5.nesterov passed | update-function numpy
import numpy as np


def rmsprop(w, dw, config=None):
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("decay_rate", 0.9)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("cache", np.zeros_like(w))
    rho = config["decay_rate"]
    config["cache"] = rho * config["cache"] + (1 - rho) * dw ** 2
    next_w = w - config["learning_rate"] * dw / (np.sqrt(config["cache"]) + config["epsilon"])
    return next_w, config


def rmsprop_nesterov(w, dw, config=None):
    """w is the point ahead: theta + momentum * velocity."""
    if config is None:
        config = {}
    config.setdefault("learning_rate", 1e-2)
    config.setdefault("decay_rate", 0.9)
    config.setdefault("momentum", 0.9)
    config.setdefault("epsilon", 1e-8)
    config.setdefault("cache", np.zeros_like(w))
    config.setdefault("velocity", np.zeros_like(w))
    rho, mu = config["decay_rate"], config["momentum"]
    config["cache"] = rho * config["cache"] + (1 - rho) * dw ** 2
    step = config["learning_rate"] * dw / (np.sqrt(config["cache"]) + config["epsilon"])
    config["velocity"] = mu * config["velocity"] - step
    next_w = w + mu * config["velocity"] - step
    return next_w, config

# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class Base:
    defaults = {"lr": 0.01}

    def __init__(self, **kwargs):
        self.options = {**self.defaults, **kwargs}
        self.slots = {}

    def step(self, params, grads):
        for name in params:
            self.apply(params[name], grads[name], self.slots.setdefault(name, {}))

    def apply(self, p, g, slot):
        p -= self.options["lr"] * g


class AdaGrad(Base):
    defaults = {"lr": 0.01, "eps": 1e-7}

    def apply(self, p, g, slot):
        r = slot.setdefault("r", np.zeros_like(p))
        r += g**2
        p -= self.options["lr"] * g / (np.sqrt(r) + self.options["eps"])

# expect: lab6.adam passed | plain-class numpy
import numpy as np


class Adam:
    def __init__(self, params, **options):
        self.params = params
        self.lr = options.get("lr", 1e-3)
        self.rho1, self.rho2 = options.get("betas", (0.9, 0.999))
        self.delta = options.get("eps", 1e-8)
        self.s = [np.zeros_like(p) for p in params]
        self.r = [np.zeros_like(p) for p in params]
        self.t = 0

    def step(self, grads):
        self.t += 1
        for p, g, s, r in zip(self.params, grads, self.s, self.r):
            s += (1 - self.rho1) * (g - s)
            r += (1 - self.rho2) * (g * g - r)
            p -= self.lr * (s / (1 - self.rho1**self.t)) / (np.sqrt(r / (1 - self.rho2**self.t)) + self.delta)

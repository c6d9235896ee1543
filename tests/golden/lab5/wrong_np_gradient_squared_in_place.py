# expect: lab5.rmsprop failed gradient-modified; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.r = None

    def update(self, params, grads):
        if self.r is None:
            self.r = [np.zeros_like(p) for p in params]
        for p, g, r in zip(params, grads, self.r):
            r *= self.rho
            r += (1 - self.rho) * g * g
            g /= np.sqrt(r + self.eps)
            p -= self.lr * g

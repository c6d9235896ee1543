# expect: lab5.rmsprop failed missing-root; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSprop:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.s = None

    def step(self, params, grads):
        if self.s is None:
            self.s = [np.zeros_like(p) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            self.s[i] = self.rho * self.s[i] + (1 - self.rho) * g * g
            p -= self.lr * g / (self.eps + self.s[i])

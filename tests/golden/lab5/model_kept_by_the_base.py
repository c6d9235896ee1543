# expect: lab5.rmsprop passed; lab5.nesterov not_found | plain-class numpy
import numpy as np


class Base:
    def __init__(self, model, lr):
        self.params, self.grads = model.params, model.grads
        self.params = model.params
        self.grads = model.grads
        self.lr = lr


class RMSProp(Base):
    def __init__(self, model, lr=0.001, rho=0.9, eps=1e-6):
        super().__init__(model, lr)
        self.rho, self.eps = rho, eps
        self.r = [np.zeros_like(p) for p in self.params]

    def step(self):
        for i, (p, g) in enumerate(zip(self.params, self.grads)):
            self.r[i] = self.rho * self.r[i] + (1 - self.rho) * g**2
            p -= self.lr * g / (np.sqrt(self.r[i]) + self.eps)

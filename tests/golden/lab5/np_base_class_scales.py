# expect: lab5.rmsprop passed; lab5.nesterov passed | plain-class numpy
import numpy as np


class Base:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.r = 0.0

    def _scale(self, g):
        self.r = self.rho * self.r + (1 - self.rho) * g * g
        return g / (np.sqrt(self.r) + self.eps)


class RMSProp(Base):
    def update(self, w, grad):
        return w - self.lr * self._scale(grad(w))


class RMSPropNesterov(Base):
    def __init__(self, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        super().__init__(lr, rho, eps)
        self.momentum = momentum
        self.v = 0.0

    def update(self, w, grad):
        g = grad(w + self.momentum * self.v)
        self.v = self.momentum * self.v - self.lr * self._scale(g)
        return w + self.v

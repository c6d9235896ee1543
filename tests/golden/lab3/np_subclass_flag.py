# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
import numpy as np


class MomentumSGD:
    def __init__(self, lr=0.001, momentum=0.9, nesterov=False):
        self.lr = lr
        self.momentum = momentum
        self.nesterov = nesterov
        self.buf = {}

    def update(self, params, grads):
        for k, g in grads.items():
            v = self.momentum * self.buf.get(k, np.zeros_like(g)) - self.lr * g
            self.buf[k] = v
            if self.nesterov:
                params[k] += self.momentum * v - self.lr * g
            else:
                params[k] += v


class NesterovSGD(MomentumSGD):
    def __init__(self, lr=0.001, momentum=0.9):
        super().__init__(lr, momentum, nesterov=True)

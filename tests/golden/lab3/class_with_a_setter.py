# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class Optimizer:
    def __init__(self, lr):
        self.lr = lr

    def set_lr(self, value):
        self.lr = value


class Momentum(Optimizer):
    def __init__(self, lr=0.001, momentum=0.9):
        super().__init__(lr)
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for k in params:
            self.v[k] = self.momentum * self.v.get(k, 0.0) - self.lr * grads[k]
            params[k] = params[k] + self.v[k]
        return params

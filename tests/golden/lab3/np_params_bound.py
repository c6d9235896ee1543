# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
import numpy as np


class Optimizer:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def step(self, grads):
        raise NotImplementedError


class Momentum(Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9):
        super().__init__(params, lr)
        self.momentum = momentum
        self.v = [np.zeros_like(p) for p in self.params]

    def step(self, grads):
        for i, g in enumerate(grads):
            self.v[i][...] = self.momentum * self.v[i] - self.lr * g
            self.params[i] += self.v[i]      # 原地修改


class Nesterov(Momentum):
    def step(self, grads):
        for i, g in enumerate(grads):
            self.v[i][...] = self.momentum * self.v[i] - self.lr * g
            self.params[i] += self.momentum * self.v[i] - self.lr * g

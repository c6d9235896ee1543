# expect: lab3.momentum passed; lab3.nesterov not_started | plain-class numpy
import numpy as np


class MomentumSGD:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.buf = None

    def step(self, params, grads):
        # 速度里不带学习率
        if self.buf is None:
            self.buf = [np.zeros_like(p) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            self.buf[i] = self.momentum * self.buf[i] + g
            p -= self.lr * self.buf[i]


class NesterovSGD:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def step(self, params, grads):
        pass  # 还不会

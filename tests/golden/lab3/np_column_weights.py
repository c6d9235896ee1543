# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
import numpy as np


class LinearMomentum:
    """只用在线性回归上：w 是列向量 (n, 1)，每个参数一个对象"""

    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def __call__(self, w, grad):
        if self.v is None:
            self.v = 0 * w
        self.v = self.momentum * self.v - self.lr * grad.reshape(w.shape)
        return w + self.v


class LinearNesterov(LinearMomentum):
    def __call__(self, w, grad):
        if self.v is None:
            self.v = 0 * w
        g = grad.reshape(w.shape)
        self.v = self.momentum * self.v - self.lr * g
        return w + self.momentum * self.v - self.lr * g

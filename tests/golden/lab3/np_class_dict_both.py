# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
import numpy as np


class Momentum:

    """Momentum SGD"""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = np.zeros_like(val)

        for key in params.keys():
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] = params[key] + self.v[key]


class NAG:

    """参数保存在超前点；由旧速度和新速度换算"""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = np.zeros_like(val)

        for key in params.keys():
            old = self.v[key]
            self.v[key] = self.momentum * old - self.lr * grads[key]
            params[key] = params[key] - self.momentum * old + (1 + self.momentum) * self.v[key]

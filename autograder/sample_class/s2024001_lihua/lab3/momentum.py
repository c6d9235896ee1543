# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
"""实验三：动量和 Nesterov。"""
import numpy as np


class Momentum:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
            params[k] += self.v[k]


class Nesterov:
    """变量里存的是超前点 θ + αv，这样不用在别处算梯度（和 TensorFlow 的 use_nesterov 一样）。"""

    def __init__(self, lr=0.001, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
            params[k] += self.momentum * self.v[k] - self.lr * grads[k]

# expect: lab3.momentum passed; lab3.nesterov failed lookahead-missing | plain-class numpy
import numpy as np


class Momentum:
    def __init__(self, lr=0.001, alpha=0.9):
        self.lr = lr
        self.alpha = alpha
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        for i in range(len(params)):
            self.v[i] = self.alpha * self.v[i] - self.lr * grads[i]
            params[i] = params[i] + self.v[i]
        return params


class Nesterov(Momentum):
    """复制了动量，忘了在超前点求梯度"""

    def update(self, params, grads):
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        for i in range(len(params)):
            ahead = params[i] + self.alpha * self.v[i]
            self.v[i] = self.alpha * self.v[i] - self.lr * grads[i]
            params[i] = ahead - self.lr * grads[i]
        return params

# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class GD:
    """用来对比的普通梯度下降"""

    def __init__(self, lr=0.001):
        self.lr = lr

    def update(self, params, grads):
        return {k: params[k] - self.lr * grads[k] for k in params}


class WithMomentum:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        out = {}
        for k in params:
            self.v[k] = self.momentum * self.v.get(k, np.zeros_like(params[k])) - self.lr * grads[k]
            out[k] = params[k] + self.v[k]
        return out

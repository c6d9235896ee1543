# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
import numpy as np

DTYPE = np.float32


class Momentum32:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr = DTYPE(lr)
        self.momentum = DTYPE(momentum)
        self.v = {}

    def update(self, params, grads):
        for k in params:
            g = np.asarray(grads[k], dtype=DTYPE)
            v = self.v.get(k)
            if v is None:
                v = np.zeros(np.shape(params[k]), dtype=DTYPE)
            self.v[k] = self.momentum * v - self.lr * g
            params[k] = np.asarray(params[k], dtype=DTYPE) + self.v[k]
        return params


class Nesterov32:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr = DTYPE(lr)
        self.momentum = DTYPE(momentum)
        self.v = {}

    def update(self, params, grads):
        for k in params:
            g = np.asarray(grads[k], dtype=DTYPE)
            v = self.v.get(k)
            if v is None:
                v = np.zeros(np.shape(params[k]), dtype=DTYPE)
            self.v[k] = self.momentum * v - self.lr * g
            params[k] = np.asarray(params[k], dtype=DTYPE) + self.momentum * self.v[k] - self.lr * g
        return params

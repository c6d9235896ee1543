# expect: lab4.adagrad failed missing-root | plain-class numpy
import numpy as np


class AdaGrad:
    def __init__(self, lr=0.001, epsilon=1e-7):
        self.lr = lr
        self.epsilon = epsilon
        self.r = {}

    def update(self, params, grads):
        for k in params:
            self.r[k] = self.r.get(k, 0) + grads[k] ** 2
            params[k] = params[k] - self.lr * grads[k] / (self.r[k] + self.epsilon)
        return params

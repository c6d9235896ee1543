# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class Adagrad(object):
    def __init__(self, learning_rate=0.01, eps=1e-8):
        self.lr = learning_rate
        self.eps = eps
        self.G = None

    def step(self, params, grads):
        if self.G is None:
            self.G = [np.zeros_like(p) for p in params]
        new_params = []
        for i in range(len(params)):
            self.G[i] = self.G[i] + np.power(grads[i], 2)
            new_params.append(params[i] - self.lr * np.power(self.G[i] + self.eps, -0.5) * grads[i])
        return new_params

# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr = lr
        self.eps = eps
        self.r = {}

    def step(self, layers):
        for number, layer in enumerate(layers):
            for name in layer.params:
                g = layer.grads[name]
                r = self.r.get((number, name), np.zeros_like(g)) + g**2
                self.r[number, name] = r
                layer.params[name] -= self.lr * g / (np.sqrt(r) + self.eps)

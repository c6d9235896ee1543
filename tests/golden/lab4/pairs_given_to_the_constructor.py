# expect: lab4.adagrad failed accumulator-not-kept | plain-class numpy
import numpy as np


class AdaGrad:
    def __init__(self, params_and_grads, lr=0.001, eps=1e-7):
        self.pairs = params_and_grads
        self.lr = lr
        self.eps = eps
        self.r = [np.zeros_like(p) for p, _ in params_and_grads]

    def step(self):
        for i, (p, g) in enumerate(self.pairs):
            self.r[i] = g * g
            p -= self.lr * g / (np.sqrt(self.r[i]) + self.eps)

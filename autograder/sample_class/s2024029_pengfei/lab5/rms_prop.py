# expect: lab5.rmsprop failed sign-flipped; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSProp:
    """每个权重一个实例"""

    def __init__(self, lr=0.001, beta=0.9, eps=1e-6):
        self.lr = lr
        self.beta = beta
        self.eps = eps
        self.s = 0

    def update(self, w, dw):
        self.s = self.beta * self.s + (1 - self.beta) * dw ** 2
        return w + self.lr * dw / (np.sqrt(self.s) + self.eps)

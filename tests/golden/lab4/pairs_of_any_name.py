# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class AdaGrad:
    def __init__(self, lr=0.001, eps=1e-7):
        self.lr, self.eps, self.sums = lr, eps, None

    def step(self, both):
        if self.sums is None:
            self.sums = [np.zeros_like(p) for p, _ in both]
        for total, (p, g) in zip(self.sums, both):
            total += g**2
            p -= self.lr * g / (np.sqrt(total) + self.eps)

# expect: lab4.adagrad failed not-updated | plain-class numpy
import numpy as np


class AdaGrad:
    def __init__(self, lr=0.001, eps=1e-7):
        self.lr, self.eps, self.r = lr, eps, None

    def step(self, params, grads):
        if self.r is None:
            self.r = [np.zeros_like(p) for p in params]
        for r, p, g in zip(self.r, params, grads):
            r += g * g
            p = p - self.lr * g / (np.sqrt(r) + self.eps)  # 新名字，外面看不到

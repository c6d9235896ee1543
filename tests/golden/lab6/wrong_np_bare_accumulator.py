# expect: lab6.adam failed missing-root,no-second-bias-correction | plain-class numpy
import numpy as np


class Adam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps
        self.s = self.r = None
        self.t = 0

    def update(self, params, grads):
        if self.s is None:
            self.s = [np.zeros_like(p) for p in params]
            self.r = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, (p, g) in enumerate(zip(params, grads)):
            self.s[i] = self.b1 * self.s[i] + (1 - self.b1) * g
            self.r[i] = self.b2 * self.r[i] + (1 - self.b2) * g ** 2
            p -= self.lr * self.s[i] / (1 - self.b1 ** self.t) / (self.r[i] + self.eps)

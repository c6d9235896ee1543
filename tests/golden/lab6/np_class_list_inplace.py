# expect: lab6.adam passed | plain-class numpy
import numpy as np


class AdamOptimizer:
    """s, r 的记号和课件一致"""

    def __init__(self, learning_rate=0.001, rho1=0.9, rho2=0.999, delta=1e-8):
        self.learning_rate = learning_rate
        self.rho1 = rho1
        self.rho2 = rho2
        self.delta = delta
        self.t = 0
        self.s = []
        self.r = []

    def step(self, params, grads):
        if self.t == 0:
            self.s = [np.zeros_like(p) for p in params]
            self.r = [np.zeros_like(p) for p in params]
        self.t += 1
        for p, g, s, r in zip(params, grads, self.s, self.r):
            s[...] = self.rho1 * s + (1 - self.rho1) * g
            r[...] = self.rho2 * r + (1 - self.rho2) * g * g
            s_hat = s / (1 - self.rho1 ** self.t)
            r_hat = r / (1 - self.rho2 ** self.t)
            p -= self.learning_rate * s_hat / np.sqrt(r_hat + self.delta)

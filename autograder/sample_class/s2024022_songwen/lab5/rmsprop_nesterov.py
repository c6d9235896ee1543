# expect: lab5.rmsprop passed; lab5.nesterov passed | plain-class numpy
import numpy as np


class RMSProp:
    """r ← ρr + (1-ρ)g²,  θ ← θ - ε g / sqrt(δ + r)"""

    def __init__(self, lr=0.001, rho=0.9, delta=1e-6):
        self.lr, self.rho, self.delta = lr, rho, delta
        self.r = None

    def update(self, w, g):
        if self.r is None:
            self.r = [np.zeros_like(x) for x in w]
        for i in range(len(w)):
            self.r[i] = self.rho * self.r[i] + (1 - self.rho) * g[i] ** 2
            w[i] -= self.lr * g[i] / np.sqrt(self.delta + self.r[i])


class RMSPropNesterov:
    """在超前点求梯度，所以传进来的是求梯度的函数。"""

    def __init__(self, lr=0.001, rho=0.9, momentum=0.9, delta=1e-6):
        self.lr, self.rho, self.momentum, self.delta = lr, rho, momentum, delta
        self.r = None
        self.v = None

    def update(self, w, grad_fn):
        if self.v is None:
            self.r = [np.zeros_like(x) for x in w]
            self.v = [np.zeros_like(x) for x in w]
        ahead = [x + self.momentum * v for x, v in zip(w, self.v)]
        g = grad_fn(ahead)
        for i in range(len(w)):
            self.r[i] = self.rho * self.r[i] + (1 - self.rho) * g[i] ** 2
            self.v[i] = self.momentum * self.v[i] - self.lr * g[i] / np.sqrt(self.delta + self.r[i])
            w[i] += self.v[i]

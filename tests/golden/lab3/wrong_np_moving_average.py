# expect: lab3.momentum failed ema-momentum; lab3.nesterov not_found | plain-class numpy
import numpy as np


class MomentumEMA:
    """v = beta v + (1 - beta) g"""

    def __init__(self, lr=0.001, beta=0.9):
        self.lr = lr
        self.beta = beta
        self.v = None

    def step(self, params, grads):
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        for i in range(len(params)):
            self.v[i] = self.beta * self.v[i] + (1 - self.beta) * grads[i]
            params[i] -= self.lr * self.v[i]

# expect: lab6.adam passed | plain-class numpy
import numpy as np


class Adam:
    """Adam(params, lr=...).step(grads): the arrays given at the start are changed in place."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.params = params
        self.lr = lr
        self.beta1, self.beta2 = betas
        self.eps = eps
        self.t = 0
        self.exp_avg = [np.zeros_like(p) for p in params]
        self.exp_avg_sq = [np.zeros_like(p) for p in params]

    def step(self, grads):
        self.t += 1
        step_size = self.lr / (1 - self.beta1 ** self.t)
        for p, g, m, v in zip(self.params, grads, self.exp_avg, self.exp_avg_sq):
            m *= self.beta1
            m += (1 - self.beta1) * g
            v *= self.beta2
            v += (1 - self.beta2) * g * g
            denom = np.sqrt(v) / np.sqrt(1 - self.beta2 ** self.t) + self.eps
            p -= step_size * m / denom

# expect: lab6.adam passed | plain-class numpy
import numpy as np


class Adam32:
    """Everything in single precision, like a GPU would."""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = np.float32(lr)
        self.beta1 = np.float32(beta1)
        self.beta2 = np.float32(beta2)
        self.eps = np.float32(eps)
        self.t = 0
        self.m = {}
        self.v = {}

    def step(self, params, grads):
        self.t += 1
        one = np.float32(1.0)
        c1 = one - self.beta1 ** np.float32(self.t)
        c2 = one - self.beta2 ** np.float32(self.t)
        new = {}
        for name, p in params.items():
            g = np.asarray(grads[name], np.float32)
            m = self.beta1 * self.m.get(name, np.zeros_like(g)) + (one - self.beta1) * g
            v = self.beta2 * self.v.get(name, np.zeros_like(g)) + (one - self.beta2) * g * g
            self.m[name], self.v[name] = m, v
            new[name] = np.asarray(p, np.float32) - self.lr * (m / c1) / (np.sqrt(v / c2) + self.eps)
        return new

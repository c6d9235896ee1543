# expect: lab6.adam failed wrong-hyperparameter | plain-class numpy
import numpy as np


class Adam:
    def __init__(self, lr=0.001):
        self.lr = lr
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = 0.9 * self.m.get(k, 0) + 0.1 * grads[k]
            self.v[k] = 0.99 * self.v.get(k, 0) + 0.01 * grads[k] ** 2
            m_hat = self.m[k] / (1 - 0.9 ** self.t)
            v_hat = self.v[k] / (1 - 0.99 ** self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)

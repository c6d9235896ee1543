# expect: lab5.rmsprop failed different-algorithm; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSProp:
    def __init__(self, lr=0.001):
        self.lr = lr
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            params[k] -= self.lr * 0.01 * params[k]
            self.m[k] = 0.9 * self.m.get(k, 0.0) + 0.1 * grads[k]
            self.v[k] = 0.999 * self.v.get(k, 0.0) + 0.001 * grads[k] ** 2
            m = self.m[k] / (1 - 0.9 ** self.t)
            v = self.v[k] / (1 - 0.999 ** self.t)
            params[k] -= self.lr * m / (np.sqrt(v) + 1e-8)

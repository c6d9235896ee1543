# expect: lab5.rmsprop passed; lab5.nesterov failed sign-flipped | plain-class numpy
import numpy as np


class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps, self.r = lr, rho, eps, {}

    def update(self, params, grads):
        for k, g in grads.items():
            self.r[k] = self.rho * self.r.get(k, 0.0) + (1 - self.rho) * g * g
            params[k] = params[k] - self.lr * g / np.sqrt(self.r[k] + self.eps)
        return params


class RMSPropNesterov:
    def __init__(self, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps
        self.r, self.v = {}, {}

    def update(self, params, grads):
        for k, g in grads.items():
            self.r[k] = self.rho * self.r.get(k, 0.0) + (1 - self.rho) * g * g
            d = self.lr * g / np.sqrt(self.r[k] + self.eps)
            self.v[k] = self.momentum * self.v.get(k, 0.0) + d
            params[k] = params[k] + self.momentum * self.v[k] + d
        return params

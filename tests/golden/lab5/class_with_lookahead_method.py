# expect: lab5.rmsprop passed; lab5.nesterov passed | plain-class numpy
import numpy as np
class RMSPropNesterov:
    def __init__(self, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps
        self.r = {}
        self.v = {}
    def lookahead(self, params):
        return {k: p + self.momentum * self.v.get(k, 0) for k, p in params.items()}
    def update(self, params, grads):
        for k in params:
            self.r[k] = self.rho * self.r.get(k, 0) + (1 - self.rho) * grads[k] ** 2
            self.v[k] = self.momentum * self.v.get(k, 0) - self.lr * grads[k] / (np.sqrt(self.r[k]) + self.eps)
            params[k] = params[k] + self.v[k]
        return params
class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.r = {}
    def update(self, params, grads):
        for k in params:
            self.r[k] = self.rho * self.r.get(k, 0) + (1 - self.rho) * grads[k] ** 2
            params[k] = params[k] - self.lr * grads[k] / (np.sqrt(self.r[k]) + self.eps)
        return params

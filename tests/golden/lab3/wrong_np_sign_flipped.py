# expect: lab3.momentum failed sign-flipped; lab3.nesterov not_found | plain-class numpy
import numpy as np


class Momentum:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}

    def update(self, params, grads):
        for k in params:
            v = self.v.get(k, np.zeros_like(params[k]))
            v = self.momentum * v + self.lr * grads[k]
            self.v[k] = v
            params[k] = params[k] + v
        return params

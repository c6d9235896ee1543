# expect: lab3.momentum passed | plain-class numpy
import numpy as np
class Momentum:
    v = None
    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate, self.momentum = learning_rate, momentum
    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for k in params: self.v[k] = np.zeros_like(params[k])
        for k in params:
            self.v[k] = self.momentum * self.v[k] - self.learning_rate * grads[k]
            params[k] = params[k] + self.v[k]
        return params

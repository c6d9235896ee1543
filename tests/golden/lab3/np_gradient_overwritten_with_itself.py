# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class Momentum:
    """Weight decay is off by default; adding it in place changes nothing."""

    def __init__(self, learning_rate=0.001, momentum=0.9, weight_decay=0.0):
        self.learning_rate, self.momentum, self.weight_decay = learning_rate, momentum, weight_decay
        self.v = {}

    def update(self, params, grads):
        for k in params:
            grads[k] += self.weight_decay * params[k]
            self.v[k] = self.momentum * self.v.get(k, 0) - self.learning_rate * grads[k]
            params[k] += self.v[k]
            grads[k][...] = 0

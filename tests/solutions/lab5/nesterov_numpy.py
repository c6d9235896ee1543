"""RMSProp with Nesterov momentum; the variable is the look-ahead point theta + alpha v."""

import numpy as np


class RMSPropNesterov:
    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6):
        self.learning_rate = learning_rate
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon
        self.r = None
        self.v = None

    def update(self, params, grads):
        if self.r is None:
            self.r = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        for i, g in enumerate(grads):
            self.r[i] = self.rho * self.r[i] + (1 - self.rho) * g * g
            step = self.learning_rate * g / np.sqrt(self.epsilon + self.r[i])
            self.v[i] = self.momentum * self.v[i] - step
            params[i] += self.momentum * self.v[i] - step

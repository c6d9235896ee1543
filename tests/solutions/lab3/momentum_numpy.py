"""v <- alpha v - lr g, theta <- theta + v."""

import numpy as np


class Momentum:
    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        for i, g in enumerate(grads):
            self.v[i] = self.momentum * self.v[i] - self.learning_rate * g
            params[i] += self.v[i]

"""r <- r + g g, theta <- theta - lr / (epsilon + sqrt(r)) g."""

import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.001, epsilon=1e-7):
        self.learning_rate = learning_rate
        self.epsilon = epsilon
        self.r = None

    def update(self, params, grads):
        if self.r is None:
            self.r = [np.zeros_like(p) for p in params]
        for i, g in enumerate(grads):
            self.r[i] = self.r[i] + g * g
            params[i] -= self.learning_rate * g / (self.epsilon + np.sqrt(self.r[i]))

"""r <- rho r + (1 - rho) g g, theta <- theta - lr / sqrt(epsilon + r) g."""

import numpy as np


class RMSProp:
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6):
        self.learning_rate = learning_rate
        self.rho = rho
        self.epsilon = epsilon
        self.r = None

    def update(self, params, grads):
        if self.r is None:
            self.r = [np.zeros_like(p) for p in params]
        for i, g in enumerate(grads):
            self.r[i] = self.rho * self.r[i] + (1 - self.rho) * g * g
            params[i] -= self.learning_rate * g / np.sqrt(self.epsilon + self.r[i])

"""Adam; one time step for all variables."""

import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.t = 0
        self.s = None
        self.r = None

    def update(self, params, grads):
        if self.s is None:
            self.s = [np.zeros_like(p) for p in params]
            self.r = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, g in enumerate(grads):
            self.s[i] = self.beta_1 * self.s[i] + (1 - self.beta_1) * g
            self.r[i] = self.beta_2 * self.r[i] + (1 - self.beta_2) * g * g
            s_hat = self.s[i] / (1 - self.beta_1**self.t)
            r_hat = self.r[i] / (1 - self.beta_2**self.t)
            params[i] -= self.learning_rate * s_hat / (np.sqrt(r_hat) + self.epsilon)

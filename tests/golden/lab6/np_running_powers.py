# expect: lab6.adam passed | plain-class numpy
import numpy as np


class Adam:
    """不存 t，存 beta^t 的连乘积"""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.lr, self.beta1, self.beta2, self.epsilon = lr, beta1, beta2, epsilon
        self.beta1_power = 1.0
        self.beta2_power = 1.0
        self.moments = {}

    def update(self, params, grads):
        self.beta1_power *= self.beta1
        self.beta2_power *= self.beta2
        for name, g in grads.items():
            m, v = self.moments.get(name, (np.zeros_like(g), np.zeros_like(g)))
            m = m * self.beta1 + g * (1 - self.beta1)
            v = v * self.beta2 + g * g * (1 - self.beta2)
            self.moments[name] = m, v
            params[name] -= (self.lr * (m / (1 - self.beta1_power))
                             / (np.sqrt(v / (1 - self.beta2_power)) + self.epsilon))

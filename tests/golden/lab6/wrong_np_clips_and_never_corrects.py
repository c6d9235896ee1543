# expect: lab6.adam failed no-bias-correction,gradient-clipped | plain-class numpy
"""两处错误：先把梯度截断到 [-1, 1]，又忘了偏差修正。"""
import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.learning_rate, self.beta_1, self.beta_2, self.epsilon = learning_rate, beta_1, beta_2, epsilon
        self.m, self.v = {}, {}

    def update(self, params, grads):
        for key in range(len(params)):
            g = np.clip(grads[key], -1.0, 1.0)
            self.m[key] = self.beta_1 * self.m.get(key, 0.0) + (1 - self.beta_1) * g
            self.v[key] = self.beta_2 * self.v.get(key, 0.0) + (1 - self.beta_2) * g * g
            params[key] -= self.learning_rate * self.m[key] / (np.sqrt(self.v[key]) + self.epsilon)

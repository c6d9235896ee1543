# expect: passed
import sys
import warnings
import numpy as np


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]


warnings.warn("深度学习")
np.array([1.0]) / np.array([0.0])
for step in range(200):
    sys.stderr.write(f"\r{step}/200")

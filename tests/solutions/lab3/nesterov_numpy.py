"""The variable is the look-ahead point theta + alpha v, as TensorFlow, Keras and PyTorch keep it."""

import numpy as np


class Nesterov:
    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        for i, g in enumerate(grads):
            self.v[i] = self.momentum * self.v[i] - self.learning_rate * g
            params[i] += self.momentum * self.v[i] - self.learning_rate * g

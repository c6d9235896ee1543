# expect: lab4.adagrad failed not-finite | plain-class numpy
import numpy as np


class Adagrad:
    def __init__(self, learning_rate=0.001, epsilon=1e-7):
        self.learning_rate = learning_rate
        self.epsilon = epsilon
        self.r = {}

    def update(self, params, grads):
        for name, g in grads.items():
            g = np.tanh(g) / np.abs(g)
            self.r[name] = self.r.get(name, 0) + g * g
            params[name] = params[name] - self.learning_rate * g / (np.sqrt(self.r[name]) + self.epsilon)

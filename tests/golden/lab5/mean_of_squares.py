# expect: lab5.rmsprop failed state-not-elementwise | plain-class numpy
import numpy as np


class RMSProp:
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6):
        self.learning_rate = learning_rate
        self.rho = rho
        self.epsilon = epsilon
        self.ms = None

    def update(self, params, grads):
        if self.ms is None:
            self.ms = [0.0] * len(params)
        for i, (p, g) in enumerate(zip(params, grads)):
            self.ms[i] = self.rho * self.ms[i] + (1 - self.rho) * np.mean(g ** 2)   # mean square
            p -= self.learning_rate * g / np.sqrt(self.ms[i] + self.epsilon)

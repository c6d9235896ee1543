# expect: lab5.rmsprop failed wrong-hyperparameter; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSProp:
    """衰减率写死成 0.99"""

    def __init__(self, lr=0.001):
        self.lr = lr
        self.cache = None

    def update(self, params, grads):
        if self.cache is None:
            self.cache = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.cache[k] = 0.99 * self.cache[k] + 0.01 * grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(self.cache[k]) + 1e-8)

# expect: lab5.rmsprop passed; lab5.nesterov not_found | plain-class numpy
import numpy as np

class RMSprop:
    """RMSprop, optionally with momentum (off by default)."""
    def __init__(self, lr=0.001, alpha=0.9, eps=1e-6, momentum=0.0):
        self.lr = lr
        self.alpha = alpha
        self.eps = eps
        self.momentum = momentum
        self.cache = {}
        self.buf = {}

    def update(self, params, grads):
        for k in params:
            if k not in self.cache:
                self.cache[k] = np.zeros_like(params[k])
                self.buf[k] = np.zeros_like(params[k])
            self.cache[k] = self.alpha * self.cache[k] + (1 - self.alpha) * grads[k] ** 2
            step = grads[k] / (np.sqrt(self.cache[k]) + self.eps)
            if self.momentum > 0:
                self.buf[k] = self.momentum * self.buf[k] + step
                step = self.buf[k]
            params[k] -= self.lr * step

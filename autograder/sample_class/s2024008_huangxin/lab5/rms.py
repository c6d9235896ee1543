# expect: lab5.rmsprop failed decay-swapped; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSprop:
    def __init__(self, lr=0.001, decay_rate=0.9, eps=1e-6):
        self.lr = lr
        self.decay_rate = decay_rate
        self.eps = eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key, val in params.items():
                self.h[key] = np.zeros_like(val)
        for key in params.keys():
            # 丢弃遥远过去的历史
            self.h[key] *= (1 - self.decay_rate)
            self.h[key] += self.decay_rate * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)

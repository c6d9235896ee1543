# expect: lab6.adam passed | plain-class numpy
import numpy as np


class AdamLikeTF:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self._lr, self._b1, self._b2, self._ep = learning_rate, beta1, beta2, epsilon
        self._t = 0
        self._slots = []

    def apply_gradients(self, grads_and_vars):
        pairs = list(grads_and_vars)
        if not self._slots:
            self._slots = [(np.zeros_like(v), np.zeros_like(v)) for _, v in pairs]
        self._t += 1
        # epsilon-hat：论文里更快的那种写法
        alpha = self._lr * np.sqrt(1 - self._b2 ** self._t) / (1 - self._b1 ** self._t)
        for (g, v), (s, r) in zip(pairs, self._slots):
            s += (g - s) * (1 - self._b1)
            r += (g * g - r) * (1 - self._b2)
            v -= alpha * s / (np.sqrt(r) + self._ep)

# expect: lab6.adam passed | plain-class numpy
import numpy as np


class AdamOptimizer:
    def __init__(self, *, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
        self.__dict__.update(locals())
        self.__slots = {}

    def apply_gradients(self, grads_and_vars):
        for g, (name, var) in grads_and_vars:
            pass

    def minimize(self, params, grads):
        out = []
        for i, (p, g) in enumerate(zip(params, grads)):
            m, v, t = self.__slots.get(i, (np.zeros_like(p), np.zeros_like(p), 0))
            m += (g - m) * (1 - self.beta_1)
            v += (g * g - v) * (1 - self.beta_2)
            self.__slots[i] = (m, v, (t := t + 1))
            out.append(p - self.learning_rate * (m / (1 - self.beta_1 ** t)) / (np.sqrt(v / (1 - self.beta_2 ** t)) + self.epsilon))
        return out

# expect: lab6.adam failed one-variable-only | plain-class numpy
import numpy as np


class Adam:
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.lr, self.b1, self.b2, self.eps = learning_rate, beta_1, beta_2, epsilon
        self.s, self.r, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for key in params:
            g = grads[key]
            self.s[key] = self.b1 * self.s.get(key, 0) + (1 - self.b1) * g
            self.r[key] = self.b2 * self.r.get(key, 0) + (1 - self.b2) * g ** 2
            s_hat = self.s[key] / (1 - self.b1 ** self.t)
            r_hat = self.r[key] / (1 - self.b2 ** self.t)
            step = self.lr * s_hat / (np.sqrt(r_hat) + self.eps)
        params[key] -= step

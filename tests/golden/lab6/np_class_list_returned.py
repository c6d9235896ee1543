# expect: lab6.adam passed | plain-class numpy
import numpy as np


class Adam(object):
    def __init__(self, alpha=1e-3, beta_1=0.9, beta_2=0.999, eps=1e-8):
        self.alpha = alpha
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.eps = eps
        self.k = 0

    def update(self, weights, gradients):
        if self.k == 0:
            self.m = [0.0] * len(weights)
            self.v = [0.0] * len(weights)
        self.k = self.k + 1
        updated = []
        for i, (w, g) in enumerate(zip(weights, gradients)):
            self.m[i] = self.beta_1 * self.m[i] + (1.0 - self.beta_1) * g
            self.v[i] = self.beta_2 * self.v[i] + (1.0 - self.beta_2) * np.square(g)
            mt = self.m[i] / (1.0 - np.power(self.beta_1, self.k))
            vt = self.v[i] / (1.0 - np.power(self.beta_2, self.k))
            updated.append(w - self.alpha * mt / (np.sqrt(vt) + self.eps))
        return updated

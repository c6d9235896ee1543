# expect: adabelief.adabelief failed no-bias-correction
import numpy as np


class AdaBelief:
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.lr, self.b1, self.b2, self.eps = learning_rate, beta_1, beta_2, epsilon
        self.t, self.m, self.v = 0, None, None

    def update(self, params, grads):
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        for i, g in enumerate(grads):
            self.m[i] = self.b1 * self.m[i] + (1 - self.b1) * g
            self.v[i] = self.b2 * self.v[i] + (1 - self.b2) * (g - self.m[i]) ** 2
            m_hat = self.m[i]
            v_hat = self.v[i]
            params[i] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

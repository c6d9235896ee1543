# expect: lab6.adam needs_person | plain-class numpy
import numpy as np


class AdamLine:
    def __init__(self, n, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.w, self.b = np.zeros((n, 1)), np.zeros(1)
        self.lr, self.beta1, self.beta2, self.eps, self.t = lr, beta1, beta2, eps, 0
        self.m = {"w": np.zeros((n, 1)), "b": np.zeros(1)}
        self.v = {"w": np.zeros((n, 1)), "b": np.zeros(1)}

    def adam_step(self, dw, db):
        self.t += 1
        for name, g in (("w", dw), ("b", db)):
            self.m[name] = self.beta1 * self.m[name] + (1 - self.beta1) * g
            self.v[name] = self.beta2 * self.v[name] + (1 - self.beta2) * g**2
            m_hat = self.m[name] / (1 - self.beta1**self.t)
            v_hat = self.v[name] / (1 - self.beta2**self.t)
            setattr(self, name, getattr(self, name) - self.lr * m_hat / (np.sqrt(v_hat) + self.eps))

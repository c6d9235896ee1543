# expect: lab6.adam passed | plain-class numpy
import numpy as np


class 自适应矩估计:
    def __init__(self, 学习率=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.学习率, self.beta1, self.beta2, self.eps = 学习率, beta1, beta2, eps
        self.t, self.s, self.r = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            self.s[k] = self.beta1 * self.s.get(k, 0) + (1 - self.beta1) * g
            self.r[k] = self.beta2 * self.r.get(k, 0) + (1 - self.beta2) * g * g
            s_hat = self.s[k] / (1 - self.beta1 ** self.t)
            r_hat = self.r[k] / (1 - self.beta2 ** self.t)
            params[k] = params[k] - self.学习率 * s_hat / (np.sqrt(r_hat) + self.eps)

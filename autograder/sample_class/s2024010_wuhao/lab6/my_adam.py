# expect: lab6.adam failed time-per-variable | plain-class numpy
import numpy as np


class MyAdam:
    def __init__(self, alpha=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.alpha = alpha
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.t = 0
        self.s = {}
        self.r = {}

    def update(self, params, grads):
        for name in params:
            self.t += 1
            if name not in self.s:
                self.s[name] = np.zeros_like(params[name])
                self.r[name] = np.zeros_like(params[name])
            g = grads[name]
            self.s[name] = self.beta_1 * self.s[name] + (1 - self.beta_1) * g
            self.r[name] = self.beta_2 * self.r[name] + (1 - self.beta_2) * g ** 2
            s_hat = self.s[name] / (1 - self.beta_1 ** self.t)   # 修正一阶矩的偏差
            r_hat = self.r[name] / (1 - self.beta_2 ** self.t)   # 修正二阶矩的偏差
            params[name] = params[name] - self.alpha * s_hat / (np.sqrt(r_hat) + self.epsilon)
        return params

# expect: lab6.adam failed decay-swapped | plain-class numpy
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = 0
        self.s, self.r = None, None

    def step(self, params, grads):
        if self.s is None:
            self.s = [np.zeros_like(p) for p in params]
            self.r = [np.zeros_like(p) for p in params]
        self.t += 1
        for i in range(len(params)):
            # 一阶矩、二阶矩
            self.s[i] = (1 - self.beta1) * self.s[i] + self.beta1 * grads[i]
            self.r[i] = (1 - self.beta2) * self.r[i] + self.beta2 * grads[i] ** 2
            s_hat = self.s[i] / (1 - self.beta1 ** self.t)
            r_hat = self.r[i] / (1 - self.beta2 ** self.t)
            params[i] = params[i] - self.lr * s_hat / (np.sqrt(r_hat) + self.eps)
        return params

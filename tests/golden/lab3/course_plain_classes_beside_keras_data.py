# expect: lab3.momentum passed; lab3.nesterov passed; lab4.adagrad passed; lab5.rmsprop passed; lab5.nesterov passed; lab6.adam passed | plain-class keras
"""优化器合集：数据来自 keras，优化器自己用 NumPy 写。"""
import numpy as np
from tensorflow import keras  # load_data() later


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for k in params:
            self.v[k] = self.momentum * self.v.get(k, 0.0) - self.lr * grads[k]
            params[k] += self.v[k]


class Nesterov(Momentum):
    def update(self, params, grads):
        for k in params:
            self.v[k] = self.momentum * self.v.get(k, 0.0) - self.lr * grads[k]
            params[k] += self.momentum * self.v[k] - self.lr * grads[k]


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps = lr, eps
        self.h = {}

    def update(self, params, grads):
        for k in params:
            self.h[k] = self.h.get(k, 0.0) + grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(self.h[k]) + self.eps)


class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {}

    def update(self, params, grads):
        for k in params:
            self.h[k] = self.rho * self.h.get(k, 0.0) + (1 - self.rho) * grads[k] ** 2
            params[k] -= self.lr * grads[k] / np.sqrt(self.h[k] + self.eps)


class RMSPropNesterov:
    def __init__(self, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps
        self.h, self.v = {}, {}

    def update(self, params, grads):
        for k in params:
            self.h[k] = self.rho * self.h.get(k, 0.0) + (1 - self.rho) * grads[k] ** 2
            step = self.lr * grads[k] / np.sqrt(self.h[k] + self.eps)
            self.v[k] = self.momentum * self.v.get(k, 0.0) - step
            params[k] += self.momentum * self.v[k] - step


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0.0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0.0) + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1**self.t)
            v_hat = self.v[k] / (1 - self.beta2**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# expect: lab3.momentum failed velocity-sign; lab3.nesterov failed lookahead-sign; lab4.adagrad failed accumulator-not-kept; lab5.rmsprop failed decay-swapped; lab5.nesterov failed missing-root; lab6.adam failed correction-beta-wrong | plain-class keras
import numpy as np
from keras.utils import to_categorical


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for k in params:
            self.v[k] = -self.momentum * self.v.get(k, 0.0) - self.lr * grads[k]
            params[k] += self.v[k]


class Nesterov(Momentum):
    def update(self, params, grads):
        for k in params:
            old = self.v.get(k, 0.0)
            self.v[k] = self.momentum * old - self.lr * grads[k]
            params[k] += self.momentum * old + (1 - self.momentum) * self.v[k]


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps = lr, eps

    def update(self, params, grads):
        for k in params:
            h = grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(h) + self.eps)


class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {}

    def update(self, params, grads):
        for k in params:
            self.h[k] = (1 - self.rho) * self.h.get(k, 0.0) + self.rho * grads[k] ** 2
            params[k] -= self.lr * grads[k] / np.sqrt(self.h[k] + self.eps)


class RMSPropNesterov:
    def __init__(self, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps
        self.h, self.v = {}, {}

    def update(self, params, grads):
        for k in params:
            self.h[k] = self.rho * self.h.get(k, 0.0) + (1 - self.rho) * grads[k] ** 2
            step = self.lr * grads[k] / (self.h[k] + self.eps)
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
            v_hat = self.v[k] / (1 - self.beta1**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

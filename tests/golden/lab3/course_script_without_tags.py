# expect: lab3.momentum passed; lab3.nesterov passed; lab4.adagrad passed; lab5.rmsprop passed; lab6.adam failed no-bias-correction | update-function numpy
import numpy as np

beta = 0.9
def update(w, dw, v, lr=0.001, momentum=0.9):
    v = momentum * v - lr * dw
    return w + v, v


def update(w, dw, v, lr=0.001, momentum=0.9):
    old = v
    v = momentum * v - lr * dw
    return w - momentum * old + (1 + momentum) * v, v


class Optimizer:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps, self.r = lr, eps, None
    def update(self, params, grads):
        if self.r is None:
            self.r = [np.zeros_like(p) for p in params]
        for p, g, r in zip(params, grads, self.r):
            r += g * g
            p -= self.lr * g / (np.sqrt(r) + self.eps)


class Optimizer:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps, self.r = lr, rho, eps, None
    def update(self, params, grads):
        if self.r is None:
            self.r = [np.zeros_like(p) for p in params]
        for p, g, r in zip(params, grads, self.r):
            r *= self.rho
            r += (1 - self.rho) * g * g
            p -= self.lr * g / np.sqrt(r + self.eps)


class Optimizer:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps, self.s, self.t = lr, beta1, beta2, eps, None, 0
    def update(self, params, grads):
        if self.s is None:
            self.s = [np.zeros_like(p) for p in params]
            self.r = [np.zeros_like(p) for p in params]
        for p, g, s, r in zip(params, grads, self.s, self.r):
            s *= self.b1
            s += (1 - self.b1) * g
            r *= self.b2
            r += (1 - self.b2) * g * g
            p -= self.lr * s / (np.sqrt(r) + self.eps)

# expect: lab3.momentum passed; lab3.faster failed claim-differs | plain-class numpy
import numpy as np


class SGD:
    """普通梯度下降"""

    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        for k in params:
            params[k] = params[k] - self.lr * grads[k]


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        for k in params:
            self.v.setdefault(k, np.zeros_like(params[k]))
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
            params[k] = params[k] + self.v[k]


x = np.linspace(0, 1, 25)
y = 2 * x - 1


def fit(opt):
    p = {'w': np.array(0.0), 'b': np.array(0.0)}
    for n in range(20000):
        r = p['w'] * x + p['b'] - y
        if np.mean(r * r) < 1e-6:
            return n
        opt.step(p, {'w': 2 * np.mean(r * x), 'b': 2 * np.mean(r)})


steps = {'gd': fit(SGD(0.2)), 'momentum': fit(Momentum(0.2))}
print(steps)
conclusion = '梯度下降比动量法更快'

# expect: lab3.momentum passed; lab3.faster passed | plain-class numpy
import numpy as np


class GD:
    def __init__(self, learning_rate=0.001):
        self.learning_rate = learning_rate

    def update(self, params, grads):
        for p, g in zip(params, grads):
            p -= self.learning_rate * g


class Momentum:
    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        for p, g, v in zip(params, grads, self.v):
            v *= self.momentum
            v -= self.learning_rate * g
            p += v


x = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 2.5], [-1.0, 0.3], [1.5, 0.7]])
y = x @ np.array([1.0, 3.0])


def train(opt):
    w = np.zeros(2)
    for i in range(5000):
        r = x @ w - y
        loss = np.mean(r ** 2)
        if loss < 1e-6:
            break
        grad = 2 * x.T @ r / len(y)
        opt.update([w], [grad])
    return i


gd_steps = train(GD(0.003))
momentum_steps = train(Momentum(0.003, 0.9))
print("GD steps:", gd_steps)
print("Momentum steps:", momentum_steps)
print("动量法收敛更快")

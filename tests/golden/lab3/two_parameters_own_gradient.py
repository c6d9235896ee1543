# expect: lab3.momentum passed; lab3.nesterov failed lookahead-sign | plain-class numpy
import numpy as np


class Momentum:
    def __init__(self, lr=0.001, alpha=0.9):
        self.lr, self.alpha = lr, alpha
        self.vw = self.vb = 0.0

    def update(self, w, b, grad):
        gw, gb = grad(w, b)
        self.vw = self.alpha * self.vw - self.lr * gw
        self.vb = self.alpha * self.vb - self.lr * gb
        return w + self.vw, b + self.vb


class Nesterov(Momentum):
    def update(self, w, b, grad):
        gw, gb = grad(w - self.alpha * self.vw, b - self.alpha * self.vb)
        self.vw = self.alpha * self.vw - self.lr * gw
        self.vb = self.alpha * self.vb - self.lr * gb
        return w + self.vw, b + self.vb


x = np.linspace(0, 1, 30)
y = 3 * x - 1
opt, w, b = Momentum(0.05), 0.0, 0.0
for _ in range(50):
    w, b = opt.update(w, b, lambda w, b: (2 * np.mean((w * x + b - y) * x), 2 * np.mean(w * x + b - y)))

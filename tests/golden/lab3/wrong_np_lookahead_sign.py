# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | plain-class numpy
import numpy as np


class Nesterov:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, w, grad_fn):
        if self.v is None:
            self.v = np.zeros_like(w)
        g = grad_fn(w - self.momentum * self.v)  # 先往前走一步再求梯度
        self.v = self.momentum * self.v - self.lr * g
        return w + self.v

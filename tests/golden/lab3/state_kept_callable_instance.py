# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np

class Step:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, 0.0

    def __call__(self, w, grad_f):
        g = grad_f(w + self.momentum * self.v)
        self.v = self.momentum * self.v - self.lr * g
        return w + self.v


nesterov = Step()

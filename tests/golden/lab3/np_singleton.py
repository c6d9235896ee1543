# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class MomentumOptimizer:
    _instance = None

    def __new__(cls, *args, **kwargs):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.v = 0.0
        return cls._instance

    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, w, grad):
        self.v = self.momentum * self.v - self.lr * grad
        return w + self.v


opt = MomentumOptimizer(0.1)
w = 5.0
for _ in range(50):
    w = opt.update(w, 2 * w)
print(w)

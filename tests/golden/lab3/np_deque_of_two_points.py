# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
from collections import deque
import numpy as np


class Momentum:
    """两点形式：x_{k+1} = x_k - lr*g + mu*(x_k - x_{k-1})"""

    def __init__(self, lr=0.001, mu=0.9):
        self.lr = lr
        self.mu = mu
        self.last = deque(maxlen=2)

    def update(self, x, g):
        if not self.last:
            self.last.append(np.copy(x))
        previous = self.last[-1]
        self.last.append(np.copy(x))
        return x - self.lr * g + self.mu * (x - previous)

# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-missing | plain-class numpy
import numpy as np
class Nesterov:
    def __init__(self, learning_rate=0.001, mu=0.9):
        self.learning_rate = learning_rate
        self.mu = mu
        self.v = None

    def step(self, w, grad_func):
        if self.v is None:
            self.v = 0.0 * w
        ahead = w + 0 * self.v
        grad_p = grad_func(ahead)
        self.v = self.mu * self.v + self.learning_rate * grad_p
        w = w - (self.v)
        return w

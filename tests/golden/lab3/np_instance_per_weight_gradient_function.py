# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
import numpy as np


class StochasticGradientDescentMomentum:
    """one instance for each weight matrix"""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.w_updt = None

    def update(self, w, grad_wrt_w):
        if self.w_updt is None:
            self.w_updt = np.zeros(np.shape(w))
        self.w_updt = self.momentum * self.w_updt + self.learning_rate * grad_wrt_w
        return w - self.w_updt


class NesterovMomentum:
    """gradient is needed at the point ahead, hence a function"""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, w, grad_func):
        if self.v is None:
            self.v = np.zeros(np.shape(w))
        g = grad_func(w + self.momentum * self.v)
        self.v = self.momentum * self.v - self.learning_rate * g
        return w + self.v

# expect: lab5.rmsprop passed; lab5.nesterov passed | plain-class numpy
import numpy as np


class RMSprop():
    def __init__(self, learning_rate=0.01, rho=0.9):
        self.learning_rate = learning_rate
        self.Eg = None  # running average of the squared gradients
        self.eps = 1e-8
        self.rho = rho

    def update(self, w, grad_wrt_w):
        if self.Eg is None:
            self.Eg = np.zeros(np.shape(grad_wrt_w))
        self.Eg = self.rho * self.Eg + (1 - self.rho) * np.power(grad_wrt_w, 2)
        return w - self.learning_rate * grad_wrt_w / np.sqrt(self.Eg + self.eps)


class RMSpropNesterov():
    def __init__(self, learning_rate=0.01, rho=0.9, momentum=0.9):
        self.learning_rate = learning_rate
        self.Eg = None
        self.v = None
        self.eps = 1e-8
        self.rho = rho
        self.momentum = momentum

    def update(self, w, grad_func):
        if self.Eg is None:
            self.Eg = np.zeros(np.shape(w))
            self.v = np.zeros(np.shape(w))
        g = grad_func(w + self.momentum * self.v)
        self.Eg = self.rho * self.Eg + (1 - self.rho) * np.power(g, 2)
        self.v = self.momentum * self.v - self.learning_rate * g / np.sqrt(self.Eg + self.eps)
        return w + self.v

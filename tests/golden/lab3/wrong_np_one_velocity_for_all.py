# expect: lab3.momentum failed state-shared | plain-class numpy
import numpy as np

class Momentum:
    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.lr = learning_rate
        self.momentum = momentum
        self.v = 0

    def update(self, params, grads):
        for i in range(len(params)):
            self.v = self.momentum * self.v - self.lr * grads[i]
            params[i] = params[i] + self.v
        return params

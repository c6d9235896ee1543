# expect: lab4.adagrad failed state-shared | plain-class numpy
import numpy as np
class AdaGrad:
    def __init__(self, learning_rate=0.001, epsilon=1e-7):
        self.learning_rate = learning_rate
        self.epsilon = epsilon
        self.r = 0
    def update(self, params, grads):
        for i, g in enumerate(grads):
            self.r = self.r + g * g
            params[i] = params[i] - self.learning_rate * g / (np.sqrt(self.r) + self.epsilon)
        return params

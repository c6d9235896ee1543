# expect: lab5.rmsprop passed; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSPropOptimizer:
    def __init__(self, weights, alpha=0.001, rho=0.9, delta=1e-6):
        self.theta = weights
        self.alpha, self.rho, self.delta = alpha, rho, delta
        self.r = 0

    def backward_pass(self, gradient):
        self.r = self.rho * self.r + (1 - self.rho) * gradient**2
        self.theta = self.theta - self.alpha * gradient / (np.sqrt(self.r) + self.delta)
        return self.theta

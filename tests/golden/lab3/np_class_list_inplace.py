# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class MomentumOptimizer:
    """v <- a v - lr g ; theta <- theta + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocities = None

    def apply(self, params, grads):
        if self.velocities is None:
            self.velocities = [np.zeros_like(p) for p in params]
        for p, g, v in zip(params, grads, self.velocities):
            v *= self.momentum
            v -= self.learning_rate * g
            p += v

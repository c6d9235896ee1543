# expect: lab3.momentum failed wrong-hyperparameter; lab3.nesterov not_found | plain-class numpy
import numpy as np


class MomentumGD:
    """动量取 0.5，因为老师说实践中可以取 0.5、0.9 或 0.99"""

    def __init__(self, learning_rate=0.001):
        self.learning_rate = learning_rate
        self.velocity = None

    def update(self, params, grads):
        if self.velocity is None:
            self.velocity = [0.0 * p for p in params]
        for i in range(len(params)):
            self.velocity[i] = 0.5 * self.velocity[i] - self.learning_rate * grads[i]
            params[i] = params[i] + self.velocity[i]
        return params

# expect: lab6.adam not_started | plain-class numpy
import numpy as np


class Adam:
    """还没写完，周末补上"""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon

    def update(self, params, grads):
        # TODO: 实现 Adam
        raise NotImplementedError

# expect: lab6.adam blocked; lab6.builtin blocked | plain-class numpy
import numpy as np
from reference.algorithms import adam


class Adam:
    """把判分程序里的实现拿来用"""

    def __init__(self, learning_rate=0.001):
        self.learning_rate = learning_rate

    def update(self, params, grads):
        return adam.update(params, grads)

# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class AdaGradOptimizer:
    """calculate_update(weight, gradient) -> new weight; 每个权重一个实例"""

    def __init__(self, lr=0.001, small_constant=1e-7):
        self.lr = lr
        self.small_constant = small_constant
        self.accumulated = 0.0

    def calculate_update(self, weight_tensor, gradient_tensor):
        self.accumulated = self.accumulated + gradient_tensor ** 2
        scale = self.lr / (self.small_constant + np.sqrt(self.accumulated))
        return weight_tensor - scale * gradient_tensor

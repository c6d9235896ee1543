# expect: lab4.adagrad failed accumulator-not-kept | plain-class numpy
import numpy as np


class AdaGrad:
    """只用了当前的平方梯度"""

    def __init__(self, lr=0.001, eps=1e-7):
        self.lr, self.eps = lr, eps

    def update(self, params, grads):
        for k in params:
            r = np.zeros_like(params[k])
            r = r + grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(r) + self.eps)

# expect: lab6.adam passed | plain-class numpy
import numpy as np


class AdamVector:
    """参数拼成一个向量；梯度在前"""

    def __init__(self, dim=None, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = self.v = 0.0
        self.n = 0

    def get_new(self, grad, theta):
        self.n += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grad
        self.v = self.beta2 * self.v + (1 - self.beta2) * grad * grad
        return theta - self.lr * (self.m / (1 - self.beta1 ** self.n)) / (
            np.sqrt(self.v / (1 - self.beta2 ** self.n)) + self.eps)

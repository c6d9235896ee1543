# expect: lab5.rmsprop failed state-shared | plain-class numpy
import numpy as np
class RMSProp:
    """所有参数共用一个 cache"""
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.cache = 0.0
    def update(self, params, grads):
        for k in grads:
            self.cache = self.rho * self.cache + (1 - self.rho) * np.square(grads[k])
            params[k] -= self.lr * grads[k] / (np.sqrt(self.cache) + self.eps)

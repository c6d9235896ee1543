# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class AdaGradOptimizer(object):
    def __init__(self, learning_rate=0.001, eps=1e-7):
        self.learning_rate = learning_rate
        self.eps = eps
        self.r = []

    def step(self, params, grads):
        if len(self.r) == 0:
            self.r = [np.zeros(p.shape) for p in params]
        for i in range(len(params)):
            self.r[i] += grads[i] * grads[i]
            # delta 放在根号里面，和 RMSProp 的写法统一
            params[i] -= self.learning_rate * grads[i] / np.sqrt(self.r[i] + self.eps)

# expect: lab6.adam passed | plain-class numpy
import numpy as np


class Optimizer:
    def __init__(self, lr):
        self.lr = lr

    def update(self, params, grads):
        self.before()
        for i in range(len(params)):
            params[i] -= self.lr * self.direction(i, grads[i])

    def before(self):
        pass

    def direction(self, i, g):
        return g


class Adam(Optimizer):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(lr)
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self.t = 0
        self.mom1, self.mom2 = {}, {}

    def before(self):
        self.t += 1

    def direction(self, i, g):
        self.mom1[i] = self.beta1 * self.mom1.get(i, 0) + (1 - self.beta1) * g
        self.mom2[i] = self.beta2 * self.mom2.get(i, 0) + (1 - self.beta2) * g ** 2
        a = self.mom1[i] / (1 - self.beta1 ** self.t)
        b = self.mom2[i] / (1 - self.beta2 ** self.t)
        return a / (np.sqrt(b) + self.epsilon)

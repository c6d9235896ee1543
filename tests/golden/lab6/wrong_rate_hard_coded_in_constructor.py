# expect: lab6.adam failed hyperparameter-ignored | plain-class numpy
import numpy as np
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = 0.001
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.m = self.v = 0
        self.t = 0
    def update(self, w, g):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g ** 2
        m = self.m / (1 - self.beta1 ** self.t)
        v = self.v / (1 - self.beta2 ** self.t)
        return w - self.lr * m / (np.sqrt(v) + self.eps)

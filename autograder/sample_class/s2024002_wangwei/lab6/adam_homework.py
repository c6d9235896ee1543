# expect: lab6.adam failed no-bias-correction | plain-class numpy
import numpy as np

# Adam = 动量 + RMSProp


class AdamOptimizer(object):

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.learning_rate = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.s = []
        self.r = []

    def step(self, params, grads):
        if len(self.s) == 0:
            for p in params:
                self.s.append(np.zeros(p.shape))
                self.r.append(np.zeros(p.shape))
        for i in range(len(params)):
            g = grads[i]
            self.s[i] = self.beta1 * self.s[i] + (1 - self.beta1) * g
            self.r[i] = self.beta2 * self.r[i] + (1 - self.beta2) * g * g
            params[i] -= self.learning_rate * self.s[i] / (np.sqrt(self.r[i]) + self.eps)

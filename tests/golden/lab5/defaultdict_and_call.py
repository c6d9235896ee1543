# expect: lab5.rmsprop passed | plain-class numpy
import numpy as np
from collections import defaultdict
class RMSProp:
    def __init__(self, eta=0.001, gamma=0.9, eps=1e-6):
        self.eta, self.gamma, self.eps = eta, gamma, eps
        self.Eg2 = defaultdict(float)
    def __call__(self, params, grads):
        for k, g in grads.items():
            self.Eg2[k] = self.gamma * self.Eg2[k] + (1 - self.gamma) * g ** 2
            params[k] = params[k] - self.eta / np.sqrt(self.Eg2[k] + self.eps) * g
        return params

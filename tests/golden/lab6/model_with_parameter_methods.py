# expect: lab6.adam passed | plain-class numpy
import numpy as np


class Adam:
    def __init__(self, net, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        self.net, self.lr, self.betas, self.eps, self.t = net, lr, betas, eps, 0
        self.m = [np.zeros_like(p) for p in net.parameters()]
        self.v = [np.zeros_like(p) for p in net.parameters()]

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for i, (p, g) in enumerate(zip(self.net.parameters(), self.net.gradients())):
            self.m[i] = b1 * self.m[i] + (1 - b1) * g
            self.v[i] = b2 * self.v[i] + (1 - b2) * g * g
            p -= self.lr * (self.m[i] / (1 - b1**self.t)) / (np.sqrt(self.v[i] / (1 - b2**self.t)) + self.eps)

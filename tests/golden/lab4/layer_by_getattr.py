# expect: lab4.adagrad passed | plain-class numpy
import numpy as np

class Layer:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * 0.01
        self.b = np.zeros(n_out)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

class AdaGrad:
    def __init__(self, lr=0.001, eps=1e-7):
        self.lr = lr
        self.eps = eps
        self.h = {}

    def step(self, layer):
        for name in ("W", "b"):
            p = getattr(layer, name)
            g = getattr(layer, "d" + name)
            key = (id(layer), name)
            if key not in self.h:
                self.h[key] = np.zeros_like(p)
            self.h[key] += g * g
            setattr(layer, name, p - self.lr * g / (np.sqrt(self.h[key]) + self.eps))

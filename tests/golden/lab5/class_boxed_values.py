# expect: lab5.rmsprop passed; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.r = {}

    def update(self, node, grad):
        r = self.r.get(node, 0.0)
        self.r[node] = self.rho * r + (1 - self.rho) * np.square(grad)
        node.value = node.value - self.lr * grad / (np.sqrt(self.r[node]) + self.eps)

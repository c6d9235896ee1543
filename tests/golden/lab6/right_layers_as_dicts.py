# expect: lab6.adam passed | plain-class numpy
import numpy as np

class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.t = 0
        self.m = None
        self.v = None

    def step(self, layers, grads):
        if self.m is None:
            self.m = [{k: np.zeros_like(p) for k, p in layer.items()} for layer in layers]
            self.v = [{k: np.zeros_like(p) for k, p in layer.items()} for layer in layers]
        self.t += 1
        for i, (layer, grad) in enumerate(zip(layers, grads)):
            for key in layer:
                self.m[i][key] = self.b1 * self.m[i][key] + (1 - self.b1) * grad[key]
                self.v[i][key] = self.b2 * self.v[i][key] + (1 - self.b2) * grad[key] ** 2
                m_hat = self.m[i][key] / (1 - self.b1 ** self.t)
                v_hat = self.v[i][key] / (1 - self.b2 ** self.t)
                layer[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

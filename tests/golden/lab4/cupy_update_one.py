# expect: lab4.adagrad passed | plain-class numpy
import cupy as np
class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.hs = {}
    def update_one(self, param):
        key = id(param)
        if key not in self.hs:
            self.hs[key] = np.zeros_like(param.data)
        h = self.hs[key]
        h += param.grad * param.grad
        param.data -= self.lr * param.grad / (np.sqrt(h) + 1e-8)

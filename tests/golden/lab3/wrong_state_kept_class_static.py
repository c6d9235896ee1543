# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | plain-class numpy
import numpy as np

class Optimizer:
    v = None
    lr = 0.001
    momentum = 0.9

    @staticmethod
    def nesterov(w, grad_f):
        if Optimizer.v is None:
            Optimizer.v = np.zeros_like(w)
        g = grad_f(w - Optimizer.momentum * Optimizer.v)
        Optimizer.v = Optimizer.momentum * Optimizer.v - Optimizer.lr * g
        return w + Optimizer.v

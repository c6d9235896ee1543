# expect: lab3.momentum not_found; lab3.nesterov passed | plain-class numpy
import numpy as np

class Optimizer:
    v = None
    lr = 0.001
    momentum = 0.9

    @staticmethod
    def nesterov(w, grad_f):
        if Optimizer.v is None:
            Optimizer.v = np.zeros_like(w)
        g = grad_f(w + Optimizer.momentum * Optimizer.v)
        Optimizer.v = Optimizer.momentum * Optimizer.v - Optimizer.lr * g
        return w + Optimizer.v


rng = np.random.default_rng(1)
x = rng.uniform(-1, 1, 50)
y = 2 * x


def slope(w):
    return 2 * np.mean((w * x - y) * x)


w = 0.0
for i in range(40):
    w = Optimizer.nesterov(w, slope)
print("w =", w)

# expect: lab3.momentum passed; lab3.nesterov not_found | update-function numpy
import numpy as np


def momentum_update(w, dw, lr=0.001, mu=0.9):
    if not hasattr(momentum_update, "v"):
        momentum_update.v = np.zeros_like(w)
    momentum_update.v = mu * momentum_update.v - lr * dw
    return w + momentum_update.v


w = np.array([1.0, 2.0, 3.0])
for _ in range(10):
    w = momentum_update(w, 2 * w)
print(w)

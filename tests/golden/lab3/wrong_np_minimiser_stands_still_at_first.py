# expect: lab3.momentum failed old-velocity-applied | training-function numpy
import numpy as np


def momentum_minimize(grad_f, x0, eta=0.001, gamma=0.9, iterations=100):
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    for k in range(iterations):
        g = grad_f(x)
        x += v
        v = v * gamma - g * eta
    return x

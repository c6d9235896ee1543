# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-missing | training-function numpy
import numpy as np


def nesterov_minimize(grad_f, x0, lr=0.001, momentum=0.9, iterations=100):
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x.copy()]
    for k in range(iterations):
        ahead = 1 * x
        grad_p = grad_f(ahead)
        v = momentum * v - lr * grad_p
        x -= v * -1
        path.append(np.array(x))
    return x, path

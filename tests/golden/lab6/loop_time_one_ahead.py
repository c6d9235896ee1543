# expect: lab6.adam failed time-off-by-one | training-function numpy
import numpy as np


def adam(f, grad, x0, lr=0.001, steps=200, beta1=0.9, beta2=0.999, eps=1e-8):
    x = np.array(x0, dtype=float)
    m, v = np.zeros_like(x), np.zeros_like(x)
    xs, losses = [x.copy()], [f(x)]
    for t in range(1, steps + 1):
        g = grad(x)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        x = x - lr * (m / (1 - beta1 ** (t + 1))) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps)
        xs.append(x.copy())
        losses.append(f(x))
    return np.array(xs), np.array(losses)

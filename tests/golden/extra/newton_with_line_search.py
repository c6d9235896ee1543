# expect: extra.newton passed | training-function numpy
import numpy as np


def newton(f, g, H, x0, steps):
    x = x0
    for _ in range(steps):
        d = -np.linalg.solve(H(x), g(x))
        t = 1.0
        while f(x + t * d) > f(x) + 0.25 * t * g(x) @ d and t > 1e-8:
            t *= 0.5
        x = x + t * d
    return x

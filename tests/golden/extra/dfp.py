# expect: extra.bfgs passed | training-function numpy
import numpy as np


def dfp(f, df, x, n_iter):
    G = np.eye(len(x))
    for _ in range(n_iter):
        g = df(x)
        if np.linalg.norm(g) < 1e-7:
            break
        d = -G @ g
        lam = 1.0
        while f(x + lam * d) > f(x) + 1e-4 * lam * g @ d and lam > 1e-15:
            lam /= 2
        delta = lam * d
        y = df(x + delta) - g
        if delta @ y > 1e-12:
            G = G + np.outer(delta, delta) / (delta @ y) - (G @ np.outer(y, y) @ G) / (y @ G @ y)
        x = x + delta
    return x

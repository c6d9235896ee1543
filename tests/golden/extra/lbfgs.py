# expect: extra.bfgs passed | training-function numpy
import numpy as np


def lbfgs(f, grad, x0, max_iter=200, m=5):
    x = x0.copy()
    S, Y = [], []
    g = grad(x)
    for _ in range(max_iter):
        if np.linalg.norm(g) < 1e-7:
            break
        q = g.copy()
        al = []
        for s, y in zip(reversed(S), reversed(Y)):
            a = s @ q / (y @ s)
            al.append(a)
            q = q - a * y
        if S:
            q = q * (S[-1] @ Y[-1]) / (Y[-1] @ Y[-1])
        for (s, y), a in zip(zip(S, Y), reversed(al)):
            q = q + s * (a - y @ q / (y @ s))
        d, slope = -q, -(g @ q)
        low, high, t = 0.0, np.inf, 1.0
        for _ in range(60):
            if f(x + t * d) > f(x) + 1e-4 * t * slope:
                high = t
            elif grad(x + t * d) @ d < 0.9 * slope:
                low = t
            else:
                break
            t = 2 * low if np.isinf(high) else (low + high) / 2
        x_new = x + t * d
        g_new = grad(x_new)
        if (x_new - x) @ (g_new - g) > 1e-12:
            S.append(x_new - x)
            Y.append(g_new - g)
            S, Y = S[-m:], Y[-m:]
        x, g = x_new, g_new
    return x

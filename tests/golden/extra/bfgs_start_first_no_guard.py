# expect: extra.bfgs passed | training-function numpy
import numpy as np
def bfgs_method(x0, f, grad, iters=200):
    x = x0; d = len(x); H = np.eye(d)
    losses = []
    for it in range(iters):
        g = grad(x)
        losses.append(f(x))
        if np.linalg.norm(g) < 1e-6: break
        p = -H @ g
        a = 1
        while f(x + a*p) > f(x) + 1e-4*a*np.dot(g, p): a *= 0.5
        s = a*p
        x_next = x + s
        y = grad(x_next) - g
        rho = 1/np.dot(y, s)
        A1 = np.eye(d) - rho*np.outer(s, y)
        A2 = np.eye(d) - rho*np.outer(y, s)
        H = A1 @ H @ A2 + rho*np.outer(s, s)
        x = x_next
    return x, losses

# expect: extra.newton passed | training-function numpy
import numpy as np


def newton_method(f, grad, hess, x0, max_iter=50, tol=1e-8):
    """Minimise f; returns the last point and the history."""
    x = np.array(x0, dtype=float)
    history = [x.copy()]
    for k in range(max_iter):
        g = grad(x)
        if np.linalg.norm(g) < tol:
            break
        x = x - np.linalg.inv(hess(x)).dot(g)
        history.append(x.copy())
    return x, history

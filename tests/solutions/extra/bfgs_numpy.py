"""BFGS with a line search after Armijo."""

import numpy as np


def bfgs(loss, gradient, theta, steps):
    h, g = np.eye(len(theta)), gradient(theta)
    for _ in range(steps):
        p = -h @ g
        slope = g @ p
        if np.linalg.norm(g) < 1e-9 or slope >= 0:
            break
        t, here = 1.0, loss(theta)
        while loss(theta + t * p) > here + 1e-4 * t * slope and t > 1e-12:
            t /= 2
        s = t * p
        after = gradient(theta + s)
        y = after - g
        theta, g = theta + s, after
        if s @ y > 1e-12:
            rho, one = 1 / (s @ y), np.eye(len(theta))
            v = one - rho * np.outer(s, y)
            h = v @ h @ v.T + rho * np.outer(s, s)
    return theta

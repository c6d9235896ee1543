# expect: extra.bfgs failed inverse-hessian-update | training-function numpy
import numpy as np


def bfgs(loss, gradient, theta, steps):
    I = np.eye(len(theta))
    H, g = I, gradient(theta)
    for _ in range(steps):
        if np.linalg.norm(g) < 1e-8:
            break
        p = -H @ g
        t = 1.0
        while loss(theta + t * p) > loss(theta) + 1e-4 * t * g @ p and t > 1e-12:
            t *= 0.5
        s = t * p
        g2 = gradient(theta + s)
        y = g2 - g
        rho = 1 / (y @ s)
        H = (I - rho * np.outer(s, y)) @ H @ (I - rho * np.outer(y, s))
        theta, g = theta + s, g2
    return theta

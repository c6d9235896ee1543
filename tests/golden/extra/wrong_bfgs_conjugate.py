# expect: extra.bfgs failed different-algorithm | training-function numpy
import numpy as np


def bfgs(loss, gradient, theta, steps):
    g = gradient(theta)
    p = -g
    for _ in range(steps):
        if np.linalg.norm(g) < 1e-8:
            break
        if g @ p >= 0:
            p = -g
        t = 1.0
        while loss(theta + t * p) > loss(theta) + 1e-4 * t * g @ p and t > 1e-12:
            t *= 0.5
        theta = theta + t * p
        g2 = gradient(theta)
        p = -g2 + (g2 @ g2) / (g @ g) * p
        g = g2
    return theta

# expect: extra.bfgs failed line-search-missing | training-function numpy
import numpy as np


def bfgs(loss, gradient, theta, steps):
    I = np.eye(len(theta))
    H, g = I, gradient(theta)
    for _ in range(steps):
        if np.linalg.norm(g) < 1e-9:
            break
        s = -0.001 * H @ g
        g2 = gradient(theta + s)
        y = g2 - g
        if y @ s > 1e-15:
            rho = 1 / (y @ s)
            H = (I - rho * np.outer(s, y)) @ H @ (I - rho * np.outer(y, s)) + rho * np.outer(s, s)
        theta, g = theta + s, g2
    return theta

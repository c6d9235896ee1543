# expect: extra.bfgs failed not-finite | training-function numpy
import numpy as np


def bfgs(loss, gradient, theta, steps):
    # 没有停止条件
    I = np.eye(len(theta))
    H = I
    for _ in range(steps):
        g = gradient(theta)
        p = -H @ g
        t = 1.0
        while loss(theta + t * p) > loss(theta) + 1e-4 * t * g @ p:
            t *= 0.5
        s = t * p
        y = gradient(theta + s) - g
        rho = 1.0 / np.dot(y, s)
        H = (I - rho * np.outer(s, y)) @ H @ (I - rho * np.outer(y, s)) + rho * np.outer(s, s)
        theta = theta + s
    return theta

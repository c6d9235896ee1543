# expect: extra.bfgs passed | training-function numpy
import numpy as np


def backtracking(f, x, p, g, c=1e-4, rho=0.5):
    t = 1.0
    while f(x + t * p) > f(x) + c * t * g.dot(p) and t > 1e-14:
        t = rho * t
    return t


def bfgs(loss, gradient, theta, steps):
    n = theta.size
    I = np.eye(n)
    H = I
    g = gradient(theta)
    for k in range(steps):
        if np.linalg.norm(g) < 1e-8:
            break
        p = -H.dot(g)
        t = backtracking(loss, theta, p, g)
        s = t * p
        theta = theta + s
        g_new = gradient(theta)
        y = g_new - g
        ys = y.dot(s)
        if ys > 1e-10:
            r = 1.0 / ys
            H = (I - r * np.outer(s, y)).dot(H).dot(I - r * np.outer(y, s)) + r * np.outer(s, s)
        g = g_new
    return theta

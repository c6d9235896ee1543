# expect: extra.newton passed | training-function numpy
"""牛顿法：每一步解方程组 H p = -g。"""
import numpy as np


def newton(gradient, hessian, theta, steps):
    for _ in range(steps):
        g = gradient(theta)
        H = hessian(theta)
        p = np.linalg.solve(H, -g)
        theta = theta + p
    return theta


A = np.array([[3.0, 1.0], [1.0, 2.0]])
print(newton(lambda t: A @ t - 1, lambda t: A, np.zeros(2), 1))

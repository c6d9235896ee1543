# expect: extra.newton failed hessian-not-updated | training-function numpy
import numpy as np


def newton(gradient, hessian, theta, steps):
    h_inv = np.linalg.inv(hessian(theta))  # 只算一次
    for _ in range(steps):
        theta = theta - h_inv @ gradient(theta)
    return theta

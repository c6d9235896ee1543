# expect: lab6.adam passed | update-function numpy
import numpy as np


def adam_step(theta, grad, s, r, t, *, eps=0.001, rho=(0.9, 0.999), delta=1e-8):
    """课件里的记号：eps 是学习率，rho 是两个衰减率，delta 是小常数。"""
    s = rho[0] * s + (1 - rho[0]) * grad
    r = rho[1] * r + (1 - rho[1]) * grad ** 2
    s_hat = s / (1 - rho[0] ** t)
    r_hat = r / (1 - rho[1] ** t)
    return theta - eps * s_hat / np.sqrt(r_hat + delta), s, r

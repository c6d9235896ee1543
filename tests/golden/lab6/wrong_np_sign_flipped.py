# expect: lab6.adam failed sign-flipped | update-function numpy
import numpy as np


def adam_update(param, grad, s, r, t, eps=0.001, rho1=0.9, rho2=0.999, delta=1e-8):
    """课件记号：eps 是步长，delta 是小常数"""
    s = rho1 * s + (1 - rho1) * grad
    r = rho2 * r + (1 - rho2) * grad * grad
    s_hat = s / (1 - rho1 ** t)
    r_hat = r / (1 - rho2 ** t)
    delta_theta = -eps * s_hat / (np.sqrt(r_hat) + delta)
    return param - delta_theta, s, r

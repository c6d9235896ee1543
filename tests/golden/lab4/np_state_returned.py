# expect: lab4.adagrad passed | update-function numpy
import numpy as np


def adagrad_step(theta, r, g, epsilon=0.001, delta=1e-7):
    """课件的记号：epsilon 是全局学习率，delta 是小常数，r 是累积变量"""
    r = r + g * g
    delta_theta = -epsilon / (delta + np.sqrt(r)) * g
    return theta + delta_theta, r

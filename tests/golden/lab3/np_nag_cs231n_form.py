# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np


def nag_step(theta, dtheta, v, eta=0.001, gamma=0.9):
    """CS231n 写法：参数存的是前瞻点"""
    v_prev = v
    v = gamma * v - eta * dtheta
    theta = theta + (-gamma * v_prev + (1 + gamma) * v)
    return theta, v

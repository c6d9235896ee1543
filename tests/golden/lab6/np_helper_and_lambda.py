# expect: lab6.adam passed | update-function numpy
import numpy as np
from functools import partial


def ema(old, new, beta):
    return beta * old + (1 - beta) * new


def adam_step(theta, g, m, v, t, *, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = ema(m, g, beta1), ema(v, g * g, beta2)
    unbias = lambda x, beta: x / (1 - np.power(beta, t))
    theta = theta - lr * unbias(m, beta1) / (np.sqrt(unbias(v, beta2)) + eps)
    return theta, m, v, t + 1

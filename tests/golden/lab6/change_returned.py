# expect: lab6.adam passed | update-function numpy
import numpy as np


def adam_step(grad, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """returns what has to be subtracted"""
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    step = lr * m_hat / (np.sqrt(v_hat) + eps)
    return step, m, v

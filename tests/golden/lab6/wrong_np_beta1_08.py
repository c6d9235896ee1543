# expect: lab6.adam failed wrong-hyperparameter | update-function numpy
import numpy as np

BETA1, BETA2, EPS = 0.8, 0.999, 1e-8


def adam_step(w, g, m, v, t, lr=0.001):
    m = BETA1 * m + (1 - BETA1) * g
    v = BETA2 * v + (1 - BETA2) * g * g
    w = w - lr * (m / (1 - BETA1 ** t)) / (np.sqrt(v / (1 - BETA2 ** t)) + EPS)
    return w, m, v

# expect: lab6.adam failed wrong-hyperparameter | update-function numpy
import numpy as np

beta1, beta2, eps = 0.9, 0.99, 1e-8
lr = 0.05


def adam(w, g, m, v, t):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v

# expect: lab6.adam failed wrong-hyperparameter | update-function numpy
import numpy as np


def adam_update(w, g, m, v, t, lr=0.001):
    # 论文推荐的参数
    beta1 = 0.9
    beta2 = 0.99
    eps = 1e-8
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * np.square(g)
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v

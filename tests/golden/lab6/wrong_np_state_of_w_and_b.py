# expect: lab6.adam failed no-bias-correction | update-function numpy
import numpy as np


def adam_update(w, b, gw, gb, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m_w, v_w, m_b, v_b = state
    m_w = beta1 * m_w + (1 - beta1) * gw
    v_w = beta2 * v_w + (1 - beta2) * gw**2
    m_b = beta1 * m_b + (1 - beta1) * gb
    v_b = beta2 * v_b + (1 - beta2) * gb**2
    w = w - lr * m_w / (np.sqrt(v_w) + eps)
    b = b - lr * m_b / (np.sqrt(v_b) + eps)
    return w, b, (m_w, v_w, m_b, v_b)

# expect: lab6.adam passed | update-function tf1
import tensorflow as tf
import numpy as np

# Adam 更新 (图模式). m, v 是 tf.Variable, t 是 placeholder
def adam_update(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = beta1 * m + (1. - beta1) * g
    v_new = beta2 * v + (1. - beta2) * g * g
    mhat = m_new / (1. - beta1 ** t)
    vhat = v_new / (1. - beta2 ** t)
    w_new = w - lr * mhat / (tf.sqrt(vhat) + eps)
    return w_new, m_new, v_new
sess = tf.Session()

# expect: lab6.adam failed decay-swapped | update-function tf1
import tensorflow as tf

def adam_update(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = (1. - beta1) * m + beta1 * g     # 注意这里
    v_new = beta2 * v + (1. - beta2) * g * g
    mhat = m_new / (1. - tf.pow(beta1, t))
    vhat = v_new / (1. - tf.pow(beta2, t))
    with tf.control_dependencies([mhat, vhat]):
        return tf.assign(w, w - lr * mhat / (tf.sqrt(vhat) + eps)), tf.assign(m, m_new), tf.assign(v, v_new)

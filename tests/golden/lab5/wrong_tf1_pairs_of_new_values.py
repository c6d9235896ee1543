# expect: lab5.rmsprop failed missing-root | update-function tf1
import tensorflow as tf

def rmsprop(loss, params, lr=0.001, rho=0.9, eps=1e-6):
    """theano style: list of (variable, new value)"""
    updates = []
    for p, g in zip(params, tf.gradients(loss, params)):
        acc = tf.Variable(tf.zeros(p.get_shape()), trainable=False)
        acc_new = rho * acc + (1 - rho) * g ** 2
        updates.append((acc, acc_new))
        updates.append((p, p - lr * g / (acc_new + eps)))
    return updates
sess = tf.Session()

# expect: lab5.rmsprop failed decay-swapped; lab5.nesterov not_found | update-function tf1
import tensorflow as tf
import numpy as np

cache = {}

def rmsprop_update(sess, var, grad, lr=0.001, rho=0.9, eps=1e-6):
    r = cache.get(var.name, 0.0)
    r = (1 - rho) * r + rho * grad ** 2
    cache[var.name] = r
    value = sess.run(var)
    sess.run(var.assign(value - lr * grad / (np.sqrt(r) + eps)))
sess = tf.Session()

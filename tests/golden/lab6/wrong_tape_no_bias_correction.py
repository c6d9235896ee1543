# expect: lab6.adam failed no-bias-correction | gradient-tape tf2
import tensorflow as tf
m, v = None, None
def adam_step(params, grads, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    global m, v
    if m is None:
        m = [tf.Variable(tf.zeros_like(p)) for p in params]
        v = [tf.Variable(tf.zeros_like(p)) for p in params]
    for i in range(len(params)):
        m[i].assign(beta1 * m[i] + (1 - beta1) * grads[i])
        v[i].assign(beta2 * v[i] + (1 - beta2) * grads[i] ** 2)
        params[i].assign_sub(lr * m[i] / (tf.sqrt(v[i]) + eps))

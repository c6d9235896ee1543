# expect: lab6.adam passed | gradient-tape tf2
import tensorflow as tf
def make_adam(params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m = [tf.Variable(tf.zeros_like(p)) for p in params]
    v = [tf.Variable(tf.zeros_like(p)) for p in params]
    t = tf.Variable(0, dtype=tf.float32)
    def update(grads):
        t.assign_add(1)
        for p, g, mi, vi in zip(params, grads, m, v):
            mi.assign(beta1 * mi + (1 - beta1) * g)
            vi.assign(beta2 * vi + (1 - beta2) * g * g)
            p.assign_sub(lr * (mi / (1 - beta1 ** t)) / (tf.sqrt(vi / (1 - beta2 ** t)) + eps))
    return update

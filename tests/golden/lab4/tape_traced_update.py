# expect: lab4.adagrad passed | gradient-tape tf2
import tensorflow as tf
class AdaGrad(object):
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr = lr
        self.eps = eps
        self.cache = {}
    @tf.function
    def _upd(self, var, g, r):
        r.assign_add(g * g)
        var.assign_sub(self.lr * g / (tf.sqrt(r) + self.eps))
    def step(self, grads, variables):
        for g, var in zip(grads, variables):
            key = var.ref()
            if key not in self.cache:
                self.cache[key] = tf.Variable(tf.zeros(var.shape, dtype=var.dtype))
            self._upd(var, g, self.cache[key])

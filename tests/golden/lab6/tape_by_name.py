# expect: lab6.adam passed | gradient-tape tf2
import tensorflow as tf
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.lr = lr; self.b1 = b1; self.b2 = b2; self.eps = eps
        self.m = {}; self.v = {}
        self.t = 0
    def apply_gradients(self, zipped):
        self.t += 1
        for grad, var in zipped:
            name = var.name
            if name not in self.m:
                self.m[name] = tf.zeros_like(var)
                self.v[name] = tf.zeros_like(var)
            self.m[name] = self.b1 * self.m[name] + (1 - self.b1) * grad
            self.v[name] = self.b2 * self.v[name] + (1 - self.b2) * grad * grad
            mh = self.m[name] / (1 - self.b1 ** self.t)
            vh = self.v[name] / (1 - self.b2 ** self.t)
            var.assign_sub(self.lr * mh / (tf.sqrt(vh) + self.eps))

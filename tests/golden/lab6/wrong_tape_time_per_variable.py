# expect: lab6.adam failed time-per-variable | gradient-tape tf2
import tensorflow as tf
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = tf.Variable(0.0)
        self.slots = {}
    def update(self, var, grad):
        self.t.assign_add(1.0)
        if var.ref() not in self.slots:
            self.slots[var.ref()] = (tf.Variable(tf.zeros_like(var)), tf.Variable(tf.zeros_like(var)))
        m, v = self.slots[var.ref()]
        m.assign(self.beta1 * m + (1 - self.beta1) * grad)
        v.assign(self.beta2 * v + (1 - self.beta2) * grad ** 2)
        var.assign_sub(self.lr * (m / (1 - self.beta1 ** self.t)) / (tf.sqrt(v / (1 - self.beta2 ** self.t)) + self.eps))
    def apply_gradients(self, grads_and_vars):
        for g, v in grads_and_vars:
            self.update(v, g)

# expect: lab5.rmsprop failed accumulator-not-decayed; lab5.nesterov not_found | gradient-tape tf2
import tensorflow as tf
class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.s = {}
    def apply_gradients(self, gv):
        for g, v in gv:
            s = self.s.setdefault(v.ref(), tf.Variable(tf.zeros_like(v)))
            s.assign_add((1 - self.rho) * g * g)
            v.assign_sub(self.lr * g / (tf.sqrt(s) + self.eps))

# expect: lab5.rmsprop passed; lab5.nesterov not_found | gradient-tape tf2
import tensorflow as tf
class RMSProp():
    def __init__(self, variables, lr=0.001, rho=0.9, eps=1e-6):
        self.vars = variables
        self.lr, self.rho, self.eps = lr, rho, eps
        self.r = [tf.Variable(tf.zeros_like(v), trainable=False) for v in variables]
    def step(self, grads):
        for v, g, r in zip(self.vars, grads, self.r):
            r.assign(self.rho * r + (1. - self.rho) * tf.square(g))
            v.assign_sub(self.lr * g / tf.sqrt(r + self.eps))

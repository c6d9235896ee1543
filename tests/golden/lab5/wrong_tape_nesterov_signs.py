# expect: lab5.rmsprop passed; lab5.nesterov failed lookahead-sign | gradient-tape tf2
# 实验五 (TF2)
import tensorflow as tf

class RMSProp(object):
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr = lr; self.rho = rho; self.eps = eps
        self.r = []
    def update(self, variables, gradients):
        if not self.r:
            self.r = [tf.Variable(tf.zeros(v.shape)) for v in variables]
        for v, g, r in zip(variables, gradients, self.r):
            r.assign(self.rho * r + (1. - self.rho) * tf.square(g))
            v.assign_sub(self.lr * g / (tf.sqrt(r) + self.eps))

class RMSPropNesterov(object):
    def __init__(self, lr=0.001, rho=0.9, alpha=0.9, eps=1e-6):
        self.lr = lr; self.rho = rho; self.alpha = alpha; self.eps = eps
        self.r = []; self.v = []
    def update(self, variables, gradients):
        if not self.r:
            self.r = [tf.Variable(tf.zeros(v.shape)) for v in variables]
            self.v = [tf.Variable(tf.zeros(v.shape)) for v in variables]
        for w, g, r, v in zip(variables, gradients, self.r, self.v):
            r.assign(self.rho * r + (1. - self.rho) * tf.square(g))
            old = tf.identity(v)
            v.assign(self.alpha * v - self.lr * g / (tf.sqrt(r) + self.eps))
            # theta - alpha v: the sign of the look-ahead is the wrong way round
            w.assign_add(v - self.alpha * v + self.alpha * old)

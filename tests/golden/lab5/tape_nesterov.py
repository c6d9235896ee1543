# expect: lab5.rmsprop not_found; lab5.nesterov passed | gradient-tape tf2
import tensorflow as tf
class RMSPropNesterov:
    def __init__(self, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps
        self.r, self.v = None, None
    def step(self, params, grads):
        if self.r is None:
            self.r = [tf.Variable(tf.zeros_like(p)) for p in params]
            self.v = [tf.Variable(tf.zeros_like(p)) for p in params]
        for p, g, r, v in zip(params, grads, self.r, self.v):
            r.assign(self.rho * r + (1 - self.rho) * g ** 2)
            d = self.lr * g / tf.sqrt(r + self.eps)
            v.assign(self.momentum * v - d)
            p.assign_add(self.momentum * v - d)

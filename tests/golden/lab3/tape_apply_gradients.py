# expect: lab3.momentum passed; lab3.nesterov not_found | gradient-tape tf2
import tensorflow as tf

class Momentum:
    """带动量的SGD"""
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def apply_gradients(self, grads_and_vars):
        grads_and_vars = list(grads_and_vars)
        if self.v is None:
            self.v = [tf.Variable(tf.zeros_like(var)) for _, var in grads_and_vars]
        for v, (g, var) in zip(self.v, grads_and_vars):
            v.assign(self.momentum * v - self.lr * g)
            var.assign_add(v)

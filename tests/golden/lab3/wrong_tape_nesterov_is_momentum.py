# expect: lab3.momentum passed; lab3.nesterov failed lookahead-missing | gradient-tape tf2
import tensorflow as tf


class MomentumOptimizer:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = {}

    def apply_gradients(self, grads_and_vars):
        for grad, var in grads_and_vars:
            if var.ref() not in self.velocity:
                self.velocity[var.ref()] = tf.Variable(tf.zeros_like(var), trainable=False)
            v = self.velocity[var.ref()]
            v.assign(self.momentum * v + grad)
            var.assign_sub(self.learning_rate * v)


class NesterovOptimizer:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = {}

    def apply_gradients(self, grads_and_vars):
        for grad, var in grads_and_vars:
            key = var.ref()
            if key not in self.velocity:
                self.velocity[key] = tf.Variable(tf.zeros_like(var), trainable=False)
            v = self.velocity[key]
            look_ahead = var + self.momentum * v   # 前瞻点, 但没有用到
            v.assign(self.momentum * v - self.learning_rate * grad)
            var.assign_add(v)

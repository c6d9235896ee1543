# expect: lab6.adam failed bias-correction-constant | plain-class tf1
import tensorflow as tf


class Adam:
    """The count is Python's: it is 1 when the graph is built and never moves again."""

    def __init__(self, variables, learning_rate=0.001):
        self.variables, self.learning_rate = variables, learning_rate
        self.beta1, self.beta2, self.epsilon = 0.9, 0.999, 1e-8
        self.t = 0
        self.m = {var.op.name: tf.Variable(tf.zeros(var.shape), trainable=False) for var in variables}
        self.v = {var.op.name: tf.Variable(tf.zeros(var.shape), trainable=False) for var in variables}

    def minimize(self, loss):
        self.t += 1
        done = []
        for var, grad in zip(self.variables, tf.gradients(loss, self.variables)):
            m = self.m[var.op.name]
            v = self.v[var.op.name]
            m = m.assign(self.beta1 * m + (1 - self.beta1) * grad)
            v = v.assign(self.beta2 * v + (1 - self.beta2) * grad * grad)
            first, second = m / (1 - self.beta1**self.t), v / (1 - self.beta2**self.t)
            done.append(var.assign_sub(self.learning_rate * first / (tf.sqrt(second) + self.epsilon)))
        return tf.group(*done)

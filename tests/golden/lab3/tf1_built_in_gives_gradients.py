# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class tf1
import tensorflow as tf


class Momentum:
    """A gradient descent optimizer differentiates the loss; the update is our own."""

    def __init__(self, rate=0.001, momentum=0.9):
        self.rate = rate
        self.momentum = momentum
        self.differentiator = tf.train.GradientDescentOptimizer(1.0)

    def minimize(self, loss):
        updates = []
        for grad, var in self.differentiator.compute_gradients(loss):
            velocity = tf.Variable(tf.zeros(var.shape), trainable=False)
            moved = tf.assign(velocity, self.momentum * velocity - self.rate * grad)
            updates.append(tf.assign_add(var, moved))
        return tf.group(*updates)

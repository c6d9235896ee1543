# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class tf1
import tensorflow as tf


class MomentumTraining:
    def __init__(self, eta=0.001, alpha=0.9):
        self.eta, self.alpha = eta, alpha

    def build(self, loss):
        """The operation that trains every variable there is."""
        variables = tf.trainable_variables()
        done = []
        for var, grad in zip(variables, tf.gradients(loss, variables)):
            velocity = tf.Variable(tf.zeros_like(var), trainable=False)
            done.append(var.assign_add(velocity.assign(self.alpha * velocity - self.eta * grad)))
        return tf.group(*done)

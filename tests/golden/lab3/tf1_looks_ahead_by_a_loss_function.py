# expect: lab3.momentum not_found; lab3.nesterov passed | tf1-optimizer tf1
import tensorflow as tf


class Nesterov(tf.train.Optimizer):
    """The box of the lecture: the variables stay at theta, the loss is asked at the interim point."""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        super().__init__(False, "Nesterov")
        self.rate, self.alpha = learning_rate, momentum

    def minimize(self, loss_fn, var_list):
        velocities = [tf.Variable(tf.zeros(var.shape), trainable=False) for var in var_list]
        interim = [var + self.alpha * v for var, v in zip(var_list, velocities)]
        grads = tf.gradients(loss_fn(*interim), interim)
        done = []
        with tf.control_dependencies(grads):
            for var, v, grad in zip(var_list, velocities, grads):
                done.append(var.assign_add(v.assign(self.alpha * v - self.rate * grad)))
        return tf.group(*done)

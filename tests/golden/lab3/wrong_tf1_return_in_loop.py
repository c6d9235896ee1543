# expect: lab3.momentum failed one-variable-only; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class MomentumOptimizer(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, name="MyMomentum"):
        super(MomentumOptimizer, self).__init__(False, name)
        self.lr = learning_rate
        self.alpha = momentum

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        for g, theta in grads_and_vars:
            v = tf.Variable(tf.zeros_like(theta.initialized_value()), trainable=False)
            new_v = tf.assign(v, self.alpha * v - self.lr * g)
            return tf.assign_add(theta, new_v)

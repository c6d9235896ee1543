# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class tf1
import tensorflow as tf
class Momentum:
    """A built-in stands beside for a comparison; it does none of the work."""

    def __init__(self, lr=0.001, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.reference = tf.train.MomentumOptimizer(lr, momentum)
    def minimize(self, loss):
        ops = []
        for w in tf.trainable_variables():
            g = tf.gradients(loss, w)[0]
            v = tf.Variable(tf.zeros_like(w), trainable=False)
            ops.append(w.assign_add(v.assign(self.momentum * v - self.lr * g)))
        return tf.group(*ops)
    def compare_with_builtin(self, loss):
        return self.reference.minimize(loss)

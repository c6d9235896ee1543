# expect: lab4.adagrad passed | gradient-tape tf2
import tensorflow as tf


class AdaGrad:
    def __init__(self, variables, rate=0.001, small=1e-7):
        self.variables, self.rate, self.small = variables, rate, small
        self.sums = [tf.Variable(tf.zeros(var.shape), trainable=False) for var in variables]

    def apply_gradients(self, grads):
        done = []
        for var, total, grad in zip(self.variables, self.sums, grads):
            now = total.assign_add(grad * grad)
            done.append(var.assign_sub(self.rate * grad / (tf.sqrt(now) + self.small)))
        return done

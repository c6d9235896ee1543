# expect: lab5.rmsprop passed; lab5.nesterov not_found | plain-class tf1
import tensorflow as tf


class RmsProp:
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6):
        self.learning_rate, self.rho, self.epsilon = learning_rate, rho, epsilon

    def minimize(self, loss, var_list):
        done = []
        for var, grad in zip(var_list, tf.gradients(loss, var_list)):
            mean = tf.get_variable(var.op.name + "_mean", initializer=tf.zeros(var.shape), trainable=False)
            now = mean.assign(self.rho * mean + (1 - self.rho) * tf.square(grad))
            done.append(var.assign_sub(self.learning_rate * grad / (tf.sqrt(now) + self.epsilon)))
        return tf.group(*done)

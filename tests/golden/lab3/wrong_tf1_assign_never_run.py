# expect: lab3.momentum failed velocity-not-accumulated | plain-class tf1
import tensorflow as tf

class MyMomentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum

    def apply_gradients(self, grads_and_vars):
        ops = []
        for grad, var in grads_and_vars:
            v = tf.Variable(tf.zeros_like(var.initialized_value()), trainable=False)
            new_v = self.momentum * v - self.learning_rate * grad
            tf.assign(v, new_v)      # 这个操作没有人运行
            ops.append(tf.assign_add(var, new_v))
        return tf.group(*ops)

# expect: lab6.adam passed | plain-class tf1
import numpy as np
import tensorflow as tf


class AdamOptimizer:
    def __init__(self, sess, variables, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.sess = sess
        self.variables = variables
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [0.0 for _ in variables]
        self.s = [0.0 for _ in variables]
        self.t = 0

    def apply_gradients(self, grads_and_vars):
        self.t += 1
        for i, (g, var) in enumerate(grads_and_vars):
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.s[i] = self.beta2 * self.s[i] + (1 - self.beta2) * g ** 2
            step = self.lr * self.m[i] / (1 - self.beta1 ** self.t)
            step = step / (np.sqrt(self.s[i] / (1 - self.beta2 ** self.t)) + self.eps)
            self.sess.run(tf.assign_sub(var, step))


x = tf.placeholder(tf.float32, [None, 1])

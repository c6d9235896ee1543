# expect: lab5.nesterov passed | plain-class tf1
import tensorflow as tf

class RMSPropNesterov:
    def __init__(self, var_list, learning_rate=0.001, rho=0.9, alpha=0.9, eps=1e-6):
        self.var_list = var_list
        self.learning_rate, self.rho, self.alpha, self.eps = learning_rate, rho, alpha, eps
        self.r = [tf.Variable(tf.zeros(v.shape), trainable=False) for v in var_list]
        self.v = [tf.Variable(tf.zeros(v.shape), trainable=False) for v in var_list]

    def train_op(self, loss):
        grads = tf.gradients(loss, self.var_list)
        ops = []
        for var, g, r, v in zip(self.var_list, grads, self.r, self.v):
            r_t = tf.assign(r, self.rho * r + (1 - self.rho) * g * g)
            d = self.learning_rate / tf.sqrt(r_t + self.eps) * g
            v_t = tf.assign(v, self.alpha * v - d)
            ops.append(tf.assign_add(var, self.alpha * v_t - d))
        return ops

# expect: lab3.momentum failed velocity-sign; lab3.nesterov failed lookahead-missing; lab4.adagrad failed accumulator-not-kept; lab5.rmsprop failed accumulator-not-decayed; lab5.nesterov failed lookahead-missing; lab6.adam failed no-second-bias-correction | plain-class tf1
# 自己写的优化器（不用 tf.train 里面的），apply 里面返回更新操作的列表
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior()


class MomentumOptimizer:
    def __init__(self, lr=0.01, alpha=0.9):
        self.lr = lr
        self.alpha = alpha

    def apply(self, grads, variables):
        updates = []
        for grad, var in zip(grads, variables):
            v = tf.Variable(tf.zeros_like(var), trainable=False)
            new_v = tf.assign(v, -self.alpha * v - self.lr * grad)
            updates.append(tf.assign_add(var, new_v))
        return updates


class NesterovOptimizer:
    def __init__(self, lr=0.01, alpha=0.9):
        self.lr = lr
        self.alpha = alpha

    def apply(self, grads, variables):
        updates = []
        for grad, var in zip(grads, variables):
            v = tf.Variable(tf.zeros_like(var), trainable=False)
            new_v = tf.assign(v, self.alpha * v - self.lr * grad)
            updates.append(tf.assign_add(var, new_v))
        return updates


class AdaGradOptimizer:
    def __init__(self, lr=0.01, delta=1e-7):
        self.lr = lr
        self.delta = delta

    def apply(self, grads, variables):
        updates = []
        for grad, var in zip(grads, variables):
            r = tf.Variable(tf.zeros_like(var), trainable=False)
            new_r = tf.assign(r, tf.square(grad))
            updates.append(tf.assign_sub(var, self.lr * grad / (tf.sqrt(new_r) + self.delta)))
        return updates


class RMSPropOptimizer:
    def __init__(self, lr=0.001, rho=0.9, delta=1e-6):
        self.lr = lr
        self.rho = rho
        self.delta = delta

    def apply(self, grads, variables):
        updates = []
        for grad, var in zip(grads, variables):
            r = tf.Variable(tf.zeros_like(var), trainable=False)
            new_r = tf.assign(r, r + tf.square(grad))
            updates.append(tf.assign_sub(var, self.lr * grad / tf.sqrt(new_r + self.delta)))
        return updates


class RMSPropNesterovOptimizer:
    def __init__(self, lr=0.001, rho=0.9, alpha=0.9, delta=1e-6):
        self.lr = lr
        self.rho = rho
        self.alpha = alpha
        self.delta = delta

    def apply(self, grads, variables):
        updates = []
        for grad, var in zip(grads, variables):
            r = tf.Variable(tf.zeros_like(var), trainable=False)
            v = tf.Variable(tf.zeros_like(var), trainable=False)
            new_r = tf.assign(r, self.rho * r + (1 - self.rho) * tf.square(grad))
            new_v = tf.assign(v, self.alpha * v - self.lr * grad / tf.sqrt(new_r + self.delta))
            updates.append(tf.assign_add(var, new_v))
        return updates


class AdamOptimizer:
    def __init__(self, lr=0.001, rho1=0.9, rho2=0.999, delta=1e-8):
        self.lr = lr
        self.rho1 = rho1
        self.rho2 = rho2
        self.delta = delta

    def apply(self, grads, variables):
        t = tf.Variable(0.0, trainable=False)
        new_t = tf.assign_add(t, 1.0)
        updates = []
        for grad, var in zip(grads, variables):
            s = tf.Variable(tf.zeros_like(var), trainable=False)
            r = tf.Variable(tf.zeros_like(var), trainable=False)
            new_s = tf.assign(s, self.rho1 * s + (1 - self.rho1) * grad)
            new_r = tf.assign(r, self.rho2 * r + (1 - self.rho2) * tf.square(grad))
            s_hat = new_s / (1 - self.rho1 ** new_t)
            updates.append(tf.assign_sub(var, self.lr * s_hat / (tf.sqrt(new_r) + self.delta)))
        return updates

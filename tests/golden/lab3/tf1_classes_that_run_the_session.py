# expect: lab3.momentum passed; lab3.nesterov passed | plain-class tf1
# 实验三（TF1）：更新在 Python 里用 sess.run 做
import numpy as np
import tensorflow as tf


class MomentumOptimizer:
    def __init__(self, variables, lr=0.01, momentum=0.9):
        self.variables = variables
        self.lr = lr
        self.momentum = momentum
        self.v = [np.zeros(var.get_shape().as_list()) for var in variables]

    def update(self, sess, grads):
        for i, var in enumerate(self.variables):
            self.v[i] = self.momentum * self.v[i] - self.lr * grads[i]
            var.load(sess.run(var) + self.v[i], sess)


class NesterovOptimizer(MomentumOptimizer):
    def update(self, sess, grads):
        for i, var in enumerate(self.variables):
            self.v[i] = self.momentum * self.v[i] - self.lr * grads[i]
            var.load(sess.run(var) + self.momentum * self.v[i] - self.lr * grads[i], sess)


if __name__ == '__main__':
    x = tf.placeholder(tf.float32, [None, 1])
    y = tf.placeholder(tf.float32, [None, 1])
    w, b = tf.Variable([[0.0]]), tf.Variable([0.0])
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
    grads = tf.gradients(loss, [w, b])
    data = {x: [[0.0], [1.0], [2.0]], y: [[1.0], [3.0], [5.0]]}
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        opt = MomentumOptimizer([w, b], lr=0.05)
        for i in range(30):
            opt.update(sess, sess.run(grads, data))
        print(sess.run(loss, data))

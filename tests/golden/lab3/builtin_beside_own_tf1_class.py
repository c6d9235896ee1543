# expect: lab3.momentum passed; lab3.builtin passed | tf1-optimizer tf1
import tensorflow as tf
import numpy as np


class MyMomentum(tf.train.Optimizer):
    """自己实现的动量方法"""

    def __init__(self, learning_rate=0.001, momentum=0.9, name='MyMomentum'):
        super(MyMomentum, self).__init__(False, name)
        self.lr = learning_rate
        self.mu = momentum

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'velocity', self._name)

    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'velocity')
        v_t = tf.assign(v, self.mu * v - self.lr * grad)
        return tf.assign_add(var, v_t)


x = np.array([[1., 2.], [2., 0.], [0., 3.], [1., 1.]], np.float32)
t = x.dot(np.array([[1.], [-1.]], np.float32))


def run(opt, title):
    w = tf.Variable(tf.zeros([2, 1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - t))
    train = opt.minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(200):
            sess.run(train)
        print(title, sess.run(loss))


run(MyMomentum(0.02, 0.9), 'mine')
# 内置的动量优化器
run(tf.train.MomentumOptimizer(0.02, 0.9), 'built-in')

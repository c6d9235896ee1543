# expect: lab3.momentum passed; lab3.builtin failed built-in-missing | tf1-optimizer tf1
import tensorflow as tf
import numpy as np


class MyMomentum(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='MyMomentum'):
        super(MyMomentum, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._momentum = momentum

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'v', self._name)

    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        new_v = v.assign(self._momentum * v - self._lr * grad)
        return var.assign_add(new_v)


data = np.array([[1., 1.], [2., 0.], [0., 3.]], np.float32)
label = data @ np.array([[1.], [-1.]], np.float32)


def train_builtin():
    """内置动量优化器"""
    w = tf.Variable(tf.zeros([2, 1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(data, w) - label))
    train_op = MyMomentum(0.02, 0.9).minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(150):
            sess.run(train_op)
        print(sess.run(loss))


train_builtin()

# expect: lab5.rmsprop passed; lab5.nesterov not_found | tf1-optimizer tf1
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior()
from tensorflow.python.keras import backend as K

class RMSprop(tf.train.Optimizer):
    '''rmsprop 实现  decay 为 rho'''
    def __init__(self, learning_rate=1e-3, decay=0.9, epsilon=1e-6, name='rms'):
        super(RMSprop, self).__init__(use_locking=False, name=name)
        self.lr, self.decay, self.epsilon = learning_rate, decay, epsilon

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'mean_square', self._name)

    def _apply_dense(self, grad, var):
        ms = self.get_slot(var, 'mean_square')
        ms_new = ms + (1 - self.decay) * (tf.square(grad) - ms)
        step = self.lr * grad / tf.sqrt(ms_new + self.epsilon)
        a = tf.assign(ms, ms_new)
        with tf.control_dependencies([a]):
            b = tf.assign(var, var - step)
        return tf.group(a, b)

w = tf.Variable([1., 2.])
train_op = RMSprop(0.01).minimize(tf.reduce_sum(w ** 2))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(10):
        sess.run(train_op)
    # 没有收敛
    assert abs(sess.run(w)).max() < 1e-3

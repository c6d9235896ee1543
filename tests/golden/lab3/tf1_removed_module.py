# expect: lab3.momentum passed; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf
from tensorflow.examples.tutorials.mnist import input_data
class MomentumOpt(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='M'):
        super(MomentumOpt, self).__init__(use_locking, name)
        self._lr, self._m = learning_rate, momentum
    def _create_slots(self, var_list):
        for v in var_list: self._zeros_slot(v, 'v', self._name)
    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        v_t = v.assign(v * self._m - grad * self._lr)
        return var.assign_add(v_t)
FLAGS = tf.app.flags.FLAGS
tf.app.flags.DEFINE_float('lr', 0.1, 'rate')
mnist = input_data.read_data_sets('MNIST_data', one_hot=True)
x = tf.placeholder(tf.float32, [None, 784])
init = tf.initialize_all_variables()

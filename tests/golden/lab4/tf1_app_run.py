# expect: lab4.adagrad passed | tf1-optimizer tf1
import tensorflow as tf
import argparse
FLAGS = tf.app.flags.FLAGS
tf.app.flags.DEFINE_float('lr', 0.1, 'learning rate')
class AdaGradOptimizer(tf.train.Optimizer):
    def __init__(self, learning_rate=0.1, epsilon=1e-7, use_locking=False, name='AG'):
        super(AdaGradOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate; self._ep = epsilon
    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'acc', self._name)
    def _apply_dense(self, grad, var):
        acc = self.get_slot(var, 'acc')
        acc_new = tf.assign_add(acc, tf.square(grad))
        return tf.assign_sub(var, self._lr / (tf.sqrt(acc_new) + self._ep) * grad)
def main(_):
    w = tf.Variable(5.0)
    loss = tf.square(w)
    train = AdaGradOptimizer(FLAGS.lr).minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(20):
            sess.run(train)
            print(sess.run(loss))
if __name__ == '__main__':
    tf.app.run()

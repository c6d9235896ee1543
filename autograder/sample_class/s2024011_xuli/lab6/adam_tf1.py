# expect: lab6.adam failed no-bias-correction | tf1-optimizer tf1
import tensorflow as tf


class AdamOpt(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8,
                 use_locking=False, name='AdamOpt'):
        super(AdamOpt, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._b1 = beta1
        self._b2 = beta2
        self._ep = epsilon

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._b1_t = tf.convert_to_tensor(self._b1)
        self._b2_t = tf.convert_to_tensor(self._b2)
        self._ep_t = tf.convert_to_tensor(self._ep)

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 's', self._name)
            self._zeros_slot(var, 'r', self._name)

    def _apply_dense(self, grad, var):
        s = self.get_slot(var, 's')
        r = self.get_slot(var, 'r')
        s_t = s.assign(self._b1_t * s + (1. - self._b1_t) * grad)      # 一阶矩
        r_t = r.assign(self._b2_t * r + (1. - self._b2_t) * grad * grad)  # 二阶矩
        return var.assign_sub(self._lr_t * s_t / (tf.sqrt(r_t) + self._ep_t))


# ---- 训练线性回归 ----
x = tf.placeholder(tf.float32, [None, 1])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([1, 1]))
b = tf.Variable(tf.zeros([1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
train_op = AdamOpt(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    data_x = [[0.1 * i] for i in range(20)]
    data_y = [[0.3 * i + 1.0] for i in range(20)]
    for i in range(60):
        loss_res, _ = sess.run([loss, train_op], feed_dict={x: data_x, y: data_y})
        if i % 10 == 0:
            print('step %d: %f' % (i, loss_res))

# expect: lab6.adam failed time-frozen | tf1-optimizer tf1
import tensorflow as tf
# Adam 优化器 python计数
class AdamOptimizer(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name='AdamC'):
        super(AdamOptimizer, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._b1 = beta1
        self._b2 = beta2
        self._ep = epsilon
        self.t = 0      # 迭代次数

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 's', self._name)
            self._zeros_slot(var, 'r', self._name)

    def _apply_dense(self, grad, var):
        self.t += 1
        s = self.get_slot(var, 's')
        r = self.get_slot(var, 'r')
        update_s = s.assign(s * self._b1 + grad * (1 - self._b1))
        update_r = r.assign(r * self._b2 + grad * grad * (1 - self._b2))
        fix_s = update_s / (1 - self._b1 ** self.t)
        fix_r = update_r / (1 - self._b2 ** self.t)
        return var.assign_add(- self._lr * fix_s / (tf.sqrt(fix_r) + self._ep))

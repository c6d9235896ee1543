# expect: lab4.adagrad failed sign-flipped | tf1-optimizer tf1
import tensorflow as tf


class AdaGrad(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, name='AdaGrad'):
        super().__init__(False, name)
        self.lr, self.epsilon = learning_rate, epsilon

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'r', self._name)

    def _apply_dense(self, grad, var):
        r = self.get_slot(var, 'r')
        r_t = r.assign(r + grad * grad)
        delta = -self.lr / (self.epsilon + tf.sqrt(r_t)) * grad
        # 更新参数
        return var.assign_sub(delta)

# expect: lab3.momentum passed; lab3.nesterov failed lookahead-missing | tf1-optimizer tf1
import tensorflow as tf
# 动量
class SGDM(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='SGDM'):
        super(SGDM, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._mu = momentum
    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'vel', self._name)
    def _apply_dense(self, grad, var):
        vel = self.get_slot(var, 'vel')
        # v 取负号： theta -= v
        v_t = vel.assign(self._mu * vel + self._lr * grad)
        return tf.group(var.assign_sub(v_t), v_t)
class NAG(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='NAG'):
        super(NAG, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._mu = momentum
    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'vel', self._name)
    def _apply_dense(self, grad, var):
        vel = self.get_slot(var, 'vel')
        v_t = vel.assign(self._mu * vel - self._lr * grad)
        with tf.control_dependencies([v_t]):
            # theta += mu^2 v + ... 忘了保存旧的 v
            return var.assign_add(-self._mu * v_t + (1 + self._mu) * v_t)

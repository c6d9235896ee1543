# expect: lab3.momentum crashed; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf
class MomentumOpt(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='M'):
        super(MomentumOpt, self).__init__(use_locking, name)
        self._lr, self._m = learning_rate, momentum
    def _create_slots(self, var_list):
        for v in var_list: self._zeros_slot(v, 'v', self._name)
    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        v_t = v.assign(tf.sub(tf.mul(v, self._m), tf.mul(grad, self._lr)))
        return var.assign_add(v_t)

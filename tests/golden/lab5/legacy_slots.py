# expect: lab5.rmsprop passed; lab5.nesterov not_found | keras-optimizer keras
import tensorflow as tf
class RMS(tf.keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, name='RMS', **kwargs):
        super().__init__(name, **kwargs)
        self._set_hyper('learning_rate', kwargs.get('lr', learning_rate))
        self._set_hyper('decay', self._initial_decay)
        self._set_hyper('rho', rho)
        self.epsilon = epsilon
    def _create_slots(self, var_list):
        for var in var_list:
            self.add_slot(var, 'r')
    def _resource_apply_dense(self, grad, var, apply_state=None):
        dtype = var.dtype.base_dtype
        lr = self._decayed_lr(dtype)
        rho = self._get_hyper('rho', dtype)
        r = self.get_slot(var, 'r')
        r_t = r.assign(rho * r + (1 - rho) * tf.square(grad))
        return var.assign_sub(lr * grad / (tf.sqrt(r_t) + self.epsilon)).op
    def _resource_apply_sparse(self, grad, var, indices):
        raise NotImplementedError

# expect: lab3.momentum passed; lab3.nesterov not_found | keras-optimizer keras
import tensorflow as tf
# TF 2.4 风格
class MomentumOpt(tf.keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9, name='MomentumOpt', **kwargs):
        super().__init__(name, **kwargs)
        self._set_hyper('learning_rate', kwargs.get('lr', learning_rate))
        self._set_hyper('momentum', momentum)
    def _create_slots(self, var_list):
        for var in var_list:
            self.add_slot(var, 'v')
    @tf.function
    def _resource_apply_dense(self, grad, var, apply_state=None):
        lr = self._get_hyper('learning_rate', var.dtype)
        mom = self._get_hyper('momentum', var.dtype)
        v = self.get_slot(var, 'v')
        v_t = v.assign(mom * v - lr * grad)
        return var.assign_add(v_t)
    def _resource_apply_sparse(self, grad, var):
        raise NotImplementedError
    def get_config(self):
        return {**super().get_config(), 'learning_rate': self._serialize_hyperparameter('learning_rate')}

# expect: lab3.momentum passed; lab3.nesterov not_found | keras-optimizer keras
import tensorflow as tf
from tensorflow import keras

class Momentum(keras.optimizers.legacy.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, name='Momentum', **kwargs):
        super().__init__(name, **kwargs)
        self._set_hyper('learning_rate', learning_rate)
        self._set_hyper('momentum', momentum)
    def _create_slots(self, var_list):
        for v in var_list:
            self.add_slot(v, 'momentum')
    def _resource_apply_dense(self, grad, var):
        lr = self._get_hyper('learning_rate', var.dtype.base_dtype)
        mu = self._get_hyper('momentum', var.dtype.base_dtype)
        m = self.get_slot(var, 'momentum')
        m.assign(mu * m - lr * grad)
        var.assign_add(m)

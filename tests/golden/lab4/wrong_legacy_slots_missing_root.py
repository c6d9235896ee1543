# expect: lab4.adagrad failed missing-root | keras-optimizer keras
import tensorflow as tf
from tensorflow.keras.optimizers import Optimizer


class AdaGrad(Optimizer):
    def __init__(self, learning_rate=0.01, epsilon=1e-7, name='AdaGrad', **kwargs):
        super(AdaGrad, self).__init__(name, **kwargs)
        self._set_hyper('learning_rate', learning_rate)
        self.epsilon = epsilon

    def _create_slots(self, var_list):
        for var in var_list:
            self.add_slot(var, 'accumulator', initializer='zeros')

    def _resource_apply_dense(self, grad, var, apply_state=None):
        lr = self._decayed_lr(var.dtype.base_dtype)
        acc = self.get_slot(var, 'accumulator')
        acc.assign_add(tf.square(grad), use_locking=self._use_locking)
        return var.assign_sub(lr * grad / (acc + self.epsilon))

    def _resource_apply_sparse(self, grad, var, indices):
        raise NotImplementedError()

    def get_config(self):
        config = super(AdaGrad, self).get_config()
        config.update({'learning_rate': self._serialize_hyperparameter('learning_rate'), 'epsilon': self.epsilon})
        return config

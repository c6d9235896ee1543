# expect: lab3.momentum not_started; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class MomentumOpt(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name='CusMom'):
        super(MomentumOpt, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._momentum = momentum

    def _create_slots(self, var_list):
        pass

    def _apply_dense(self, grad, var):
        # 在这里写更新
        raise NotImplementedError()

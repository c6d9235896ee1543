# expect: lab3.momentum passed; lab3.nesterov passed | tf1-optimizer tf1
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()


class TangMomentum(tf.train.Optimizer):
    def __init__(self, lr=0.001, alpha=0.9, name='TangMomentum'):
        super().__init__(False, name)
        self.lr = lr
        self.alpha = alpha

    def _create_slots(self, var_list):
        for v in var_list:
            self._zeros_slot(v, 'accum', self._name)

    def _apply_dense(self, grad, var):
        accum = self.get_slot(var, 'accum')
        accum_t = accum.assign(self.alpha * accum + grad)
        return var.assign_sub(self.lr * accum_t)

    _resource_apply_dense = _apply_dense


class TangNesterov(TangMomentum):
    # 和官方 use_nesterov=True 的公式一样
    def __init__(self, lr=0.001, alpha=0.9, name='TangNesterov'):
        super().__init__(lr, alpha, name)

    def _apply_dense(self, grad, var):
        accum = self.get_slot(var, 'accum')
        accum_t = accum.assign(self.alpha * accum + grad)
        return var.assign_sub(self.lr * (grad + self.alpha * accum_t))

    _resource_apply_dense = _apply_dense

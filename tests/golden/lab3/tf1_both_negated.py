# expect: lab3.momentum passed; lab3.nesterov passed | tf1-optimizer tf1
# 实验三 动量 / Nesterov
import tensorflow as tf


class MomentumOptimizer2(tf.train.Optimizer):
    def __init__(self, lr=0.001, momentum=0.9, name='MomentumOptimizer2'):
        tf.train.Optimizer.__init__(self, use_locking=False, name=name)
        self.lr, self.momentum = lr, momentum

    def _prepare(self):
        self.lr_t = tf.convert_to_tensor(self.lr, name='lr', dtype=tf.float32)
        self.mom_t = tf.convert_to_tensor(self.momentum, name='mom', dtype=tf.float32)

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 'v', self._name)

    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        v_t = v.assign(self.mom_t * v + self.lr_t * grad)
        with tf.control_dependencies([v_t]):
            update = var.assign_sub(v_t)
        return tf.group(update, v_t)


class NesterovOptimizer(MomentumOptimizer2):
    """变量是 theta + momentum * v"""

    def __init__(self, lr=0.001, momentum=0.9, name='NesterovOptimizer'):
        MomentumOptimizer2.__init__(self, lr, momentum, name)

    def _apply_dense(self, grad, var):
        v = self.get_slot(var, 'v')
        v_t = v.assign(self.mom_t * v + self.lr_t * grad)
        update = var.assign_sub(self.mom_t * v_t + self.lr_t * grad)
        return tf.group(update, v_t)

# expect: lab6.adam failed no-bias-correction | tf1-optimizer tf1
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()


class SimpleAdam(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, rho1=0.9, rho2=0.999, delta=1e-8, name='SimpleAdam'):
        super().__init__(False, name)
        self._lr, self._rho1, self._rho2, self._delta = learning_rate, rho1, rho2, delta

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 's', self._name)
            self._zeros_slot(var, 'r', self._name)

    def _apply_dense(self, grad, var):
        s = self.get_slot(var, 's')
        r = self.get_slot(var, 'r')
        s_t = s.assign(self._rho1 * s + (1 - self._rho1) * grad)
        r_t = r.assign(self._rho2 * r + (1 - self._rho2) * tf.square(grad))
        step = self._lr * s_t / tf.sqrt(r_t + self._delta)
        return var.assign_sub(step)

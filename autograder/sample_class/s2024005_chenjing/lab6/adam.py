# expect: lab6.adam failed time-per-variable | tf1-optimizer tf1
import tensorflow as tf


class Adam(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999,
                  epsilon=1e-08, use_locking=False, name='Adam'):
        super(Adam, self).__init__(use_locking, name)
        self._lr = learning_rate
        self._b1 = beta1
        self._b2 = beta2
        self._ep = epsilon

        self._lr_t = None
        self._b1_t = None
        self._b2_t = None
        self._ep_t = None
        self._t = None

    def _prepare(self):
        self._lr_t = tf.convert_to_tensor(self._lr)
        self._b1_t = tf.convert_to_tensor(self._b1)
        self._b2_t = tf.convert_to_tensor(self._b2)
        self._ep_t = tf.convert_to_tensor(self._ep)
        self._t = tf.Variable(0.)

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, 's', self._name)
            self._zeros_slot(var, 'r', self._name)

    def _apply_dense(self, grad, var):
        update_t = self._t.assign_add(1)
        s = self.get_slot(var, 's')
        update_s = s.assign(s * self._b1_t + grad * (1 - self._b1_t))
        r = self.get_slot(var, 'r')
        update_r = r.assign(r * self._b2_t + grad * grad * (1 - self._b2_t))
        fix_s = update_s / (1 - tf.pow(self._b1_t, update_t))
        fix_r = update_r / (1 - tf.pow(self._b2_t, update_t))
        delta_theta = - (self._lr_t * fix_s) / (self._ep_t + tf.sqrt(fix_r))
        update_var = var.assign_add(delta_theta)
        return update_var

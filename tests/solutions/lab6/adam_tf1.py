"""Adam; one time step for all variables."""

import tensorflow as tf


class Adam(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, use_locking=False, name="OwnAdam"):
        super(Adam, self).__init__(use_locking, name)
        self.learning_rate = learning_rate
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def _create_slots(self, var_list):
        first = min(var_list, key=lambda var: var.name)
        self._create_non_slot_variable(initial_value=1.0, name="t", colocate_with=first)
        for var in var_list:
            self._zeros_slot(var, "s", self._name)
            self._zeros_slot(var, "r", self._name)

    def _time(self):
        return self._get_non_slot_variable("t", graph=tf.get_default_graph())

    def _apply_dense(self, grad, var):
        t = self._time()
        s = self.get_slot(var, "s")
        r = self.get_slot(var, "r")
        s = s.assign(self.beta_1 * s + (1 - self.beta_1) * grad)
        r = r.assign(self.beta_2 * r + (1 - self.beta_2) * grad * grad)
        s_hat = s / (1 - tf.pow(self.beta_1, t))
        r_hat = r / (1 - tf.pow(self.beta_2, t))
        return var.assign_sub(self.learning_rate * s_hat / (tf.sqrt(r_hat) + self.epsilon))

    def _finish(self, update_ops, name_scope):
        with tf.control_dependencies(update_ops):
            count = self._time().assign_add(1.0)
        return tf.group(*update_ops, count, name=name_scope)

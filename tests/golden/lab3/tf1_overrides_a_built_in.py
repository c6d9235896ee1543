# expect: lab3.momentum passed; lab3.nesterov not_found | tf1-optimizer tf1
import tensorflow as tf


class MomentumByHand(tf.train.GradientDescentOptimizer):
    """The built-in's constructor and ``_prepare``; the update is our own."""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        super().__init__(learning_rate, name="MomentumByHand")
        self.alpha = momentum

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "velocity", self._name)

    def _apply_dense(self, grad, var):
        velocity = self.get_slot(var, "velocity")
        moved = velocity.assign(self.alpha * velocity - self._learning_rate_tensor * grad)
        return var.assign_add(moved)

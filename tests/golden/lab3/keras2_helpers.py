# expect: lab3.momentum failed velocity-not-accumulated; lab3.nesterov not_found | keras-optimizer keras
import tensorflow as tf


class Momentum(tf.keras.optimizers.Optimizer):
    """Written for Keras 2.11, which calls build before every update: without a look at self._built the velocity is new."""

    def __init__(self, learning_rate=0.001, momentum=0.9, name="Momentum"):
        super().__init__(name=name)
        self._learning_rate = self._build_learning_rate(learning_rate)
        self.momentum = momentum

    def build(self, var_list):
        super().build(var_list)
        self.velocities = [self.add_variable_from_reference(var, "velocity") for var in var_list]

    def update_step(self, gradient, variable):
        velocity = self.velocities[self._index_dict[self._var_key(variable)]]
        velocity.assign(self.momentum * velocity - self._learning_rate * gradient)
        variable.assign_add(velocity)

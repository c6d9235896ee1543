"""The variable is the look-ahead point theta + alpha v, as TensorFlow, Keras and PyTorch keep it."""

import keras
from keras import ops


class Nesterov(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, name="own_nesterov", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.momentum = momentum

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.v = [self.add_variable_from_reference(variable, name="v") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        i = self._get_variable_index(variable)
        v = self.v[i]
        self.assign(v, self.momentum * v - lr * gradient)
        self.assign_add(variable, self.momentum * v - lr * gradient)

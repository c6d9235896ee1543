# expect: lab4.adagrad failed sign-flipped | keras-optimizer keras
import keras
from keras import ops


class MyAdaGrad(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.epsilon = epsilon

    def build(self, var_list):
        if self.built:
            return
        super().build(var_list)
        self.r = [self.add_variable_from_reference(v, name="r") for v in var_list]

    def update_step(self, gradient, variable, learning_rate):
        r = self.r[self._get_variable_index(variable)]
        self.assign_add(r, ops.square(gradient))
        delta = ops.cast(learning_rate, variable.dtype) / (self.epsilon + ops.sqrt(r)) * gradient
        self.assign_add(variable, delta)

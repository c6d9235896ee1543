"""r <- r + g g, theta <- theta - lr / (epsilon + sqrt(r)) g."""

import keras
from keras import ops


class AdaGrad(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, name="own_adagrad", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.epsilon = epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.r = [self.add_variable_from_reference(variable, name="r") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        i = self._get_variable_index(variable)
        r = self.r[i]
        self.assign(r, r + gradient * gradient)
        self.assign_sub(variable, lr * gradient / (self.epsilon + ops.sqrt(r)))

"""r <- rho r + (1 - rho) g g, theta <- theta - lr / sqrt(epsilon + r) g."""

import keras
from keras import ops


class RMSProp(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, name="own_rmsprop", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.rho = rho
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
        self.assign(r, self.rho * r + (1 - self.rho) * gradient * gradient)
        self.assign_sub(variable, lr * gradient / ops.sqrt(self.epsilon + r))

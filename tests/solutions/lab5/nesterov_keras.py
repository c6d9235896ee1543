"""RMSProp with Nesterov momentum; the variable is the look-ahead point theta + alpha v."""

import keras
from keras import ops


class RMSPropNesterov(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6, name="own_rmspropnesterov", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.r = [self.add_variable_from_reference(variable, name="r") for variable in variables]
        self.v = [self.add_variable_from_reference(variable, name="v") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        i = self._get_variable_index(variable)
        r = self.r[i]
        v = self.v[i]
        self.assign(r, self.rho * r + (1 - self.rho) * gradient * gradient)
        step = lr * gradient / ops.sqrt(self.epsilon + r)
        self.assign(v, self.momentum * v - step)
        self.assign_add(variable, self.momentum * v - step)

"""Adam; one time step for all variables."""

import keras
from keras import ops


class Adam(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, name="own_adam", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.s = [self.add_variable_from_reference(variable, name="s") for variable in variables]
        self.r = [self.add_variable_from_reference(variable, name="r") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        i = self._get_variable_index(variable)
        s = self.s[i]
        r = self.r[i]
        t = ops.cast(self.iterations + 1, variable.dtype)
        power_1 = ops.power(ops.cast(self.beta_1, variable.dtype), t)
        power_2 = ops.power(ops.cast(self.beta_2, variable.dtype), t)
        self.assign(s, self.beta_1 * s + (1 - self.beta_1) * gradient)
        self.assign(r, self.beta_2 * r + (1 - self.beta_2) * gradient * gradient)
        s_hat = s / (1 - power_1)
        r_hat = r / (1 - power_2)
        self.assign_sub(variable, lr * s_hat / (ops.sqrt(r_hat) + self.epsilon))

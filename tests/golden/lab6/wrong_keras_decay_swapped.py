# expect: lab6.adam failed decay-swapped | keras-optimizer keras
import keras
from keras import ops


class AdamS(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, name="adam_s", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.m = [self.add_variable_from_reference(v, name="m") for v in variables]
        self.v = [self.add_variable_from_reference(v, name="v") for v in variables]

    def update_step(self, g, var, learning_rate):
        i = self._get_variable_index(var)
        t = ops.cast(self.iterations + 1, var.dtype)
        self.assign(self.m[i], self.beta_1 * g + (1 - self.beta_1) * self.m[i])
        self.assign(self.v[i], self.beta_2 * g * g + (1 - self.beta_2) * self.v[i])
        m_hat = self.m[i] / (1 - ops.power(ops.cast(self.beta_1, var.dtype), t))
        v_hat = self.v[i] / (1 - ops.power(ops.cast(self.beta_2, var.dtype), t))
        self.assign_sub(var, ops.cast(learning_rate, var.dtype) * m_hat / (ops.sqrt(v_hat) + self.epsilon))

# expect: lab6.adam failed no-bias-correction | keras-optimizer keras
import keras
from keras import ops


class AdamNB(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, name="adam_nb", **kwargs):
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
        self.assign(self.m[i], self.beta_1 * self.m[i] + (1 - self.beta_1) * g)
        self.assign(self.v[i], self.beta_2 * self.v[i] + (1 - self.beta_2) * g * g)
        self.assign_sub(var, ops.cast(learning_rate, var.dtype) * self.m[i] / (ops.sqrt(self.v[i]) + self.epsilon))

# expect: lab5.rmsprop failed missing-root; lab5.nesterov not_found | keras-optimizer keras
import keras
from keras import ops


class MyRMSprop(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.rho = rho
        self.epsilon = epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.r = [self.add_variable_from_reference(v, name="r") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        r = self.r[self._get_variable_index(variable)]
        self.assign(r, self.rho * r + (1 - self.rho) * ops.square(gradient))
        self.assign_sub(variable, ops.cast(learning_rate, variable.dtype) * gradient / (self.epsilon + r))

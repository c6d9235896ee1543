# expect: lab5.rmsprop passed; lab5.nesterov not_found | keras-optimizer keras
import keras
from keras import ops


class RMSPropSelf(keras.optimizers.Optimizer):
    """自己写的 RMSProp"""

    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, name="rmsprop_self", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.rho = rho
        self.epsilon = epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.squares = [self.add_variable_from_reference(v, name="square") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        g = ops.cast(gradient, variable.dtype)
        s = self.squares[self._get_variable_index(variable)]
        self.assign(s, self.rho * s + (1 - self.rho) * ops.square(g))
        self.assign_sub(variable, lr * g / (ops.sqrt(s) + self.epsilon))

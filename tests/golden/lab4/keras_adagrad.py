# expect: lab4.adagrad passed | keras-optimizer keras
import keras
from keras import ops


class AdaGrad(keras.optimizers.Optimizer):
    """r <- r + g*g, theta <- theta - lr / (delta + sqrt(r)) * g"""

    def __init__(self, learning_rate=0.001, delta=1e-7, name="my_adagrad", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.delta = delta

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self._r = [self.add_variable_from_reference(v, name="r") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        r = self._r[self._get_variable_index(variable)]
        self.assign_add(r, ops.square(gradient))
        self.assign_sub(variable, lr / (self.delta + ops.sqrt(r)) * gradient)

# expect: lab6.adam failed wrong-hyperparameter | keras-optimizer keras
import keras
from keras import ops


class Adam99(keras.optimizers.Optimizer):
    """只有学习率可以调"""

    def __init__(self, learning_rate=0.001, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.s = [self.add_variable_from_reference(v, name="s") for v in variables]
        self.r = [self.add_variable_from_reference(v, name="r") for v in variables]

    def update_step(self, g, var, lr):
        i = self._get_variable_index(var)
        t = ops.cast(self.iterations + 1, "float32")
        self.s[i].assign(0.9 * self.s[i] + 0.1 * g)
        self.r[i].assign(0.99 * self.r[i] + 0.01 * g * g)
        s_hat = self.s[i] / (1 - ops.power(0.9, t))
        r_hat = self.r[i] / (1 - ops.power(0.99, t))
        var.assign_sub(ops.cast(lr, var.dtype) * s_hat / (ops.sqrt(r_hat) + 1e-8))

# expect: lab6.adam failed time-per-variable | keras-optimizer keras
import keras
from keras import ops


class Adam(keras.optimizers.Optimizer):
    """照着课件的 TF1 版本改的"""

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, name="Adam", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.b1, self.b2, self.ep = beta1, beta2, epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.s = [self.add_variable_from_reference(v, name="s") for v in variables]
        self.r = [self.add_variable_from_reference(v, name="r") for v in variables]
        self.t = self.add_variable(shape=(), initializer="zeros", name="t")

    def update_step(self, grad, var, learning_rate):
        k = self._get_variable_index(var)
        self.t.assign(self.t + 1)
        t = ops.cast(self.t, var.dtype)
        self.s[k].assign(self.s[k] * self.b1 + grad * (1 - self.b1))
        self.r[k].assign(self.r[k] * self.b2 + grad * grad * (1 - self.b2))
        fix_s = self.s[k] / (1 - ops.power(ops.cast(self.b1, var.dtype), t))
        fix_r = self.r[k] / (1 - ops.power(ops.cast(self.b2, var.dtype), t))
        var.assign(var - ops.cast(learning_rate, var.dtype) * fix_s / (self.ep + ops.sqrt(fix_r)))

# expect: lab6.adam passed | keras-optimizer keras
import keras
from keras import ops


class AdamFromScratch(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, name="adam_scratch", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.s = [self.add_variable_from_reference(v, name="s") for v in variables]
        self.r = [self.add_variable_from_reference(v, name="r") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        dtype = variable.dtype
        t = ops.cast(self.iterations, dtype) + 1
        k = self._get_variable_index(variable)
        s, r = self.s[k], self.r[k]
        self.assign(s, self.beta1 * s + (1 - self.beta1) * gradient)
        self.assign(r, self.beta2 * r + (1 - self.beta2) * ops.square(gradient))
        s_hat = s / (1 - ops.power(ops.cast(self.beta1, dtype), t))
        r_hat = r / (1 - ops.power(ops.cast(self.beta2, dtype), t))
        # delta 在根号里
        self.assign_sub(variable, ops.cast(learning_rate, dtype) * s_hat / ops.sqrt(r_hat + self.eps))

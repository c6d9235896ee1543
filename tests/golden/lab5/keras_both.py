# expect: lab5.rmsprop passed; lab5.nesterov passed | keras-optimizer keras
import keras
from keras import ops


class RMSPropK(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, name="rmsprop_k", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.rho = rho
        self.epsilon = epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.r = [self.add_variable_from_reference(v, name="r") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        r = self.r[self._get_variable_index(variable)]
        self.assign(r, self.rho * r + (1 - self.rho) * ops.square(gradient))
        self.assign_sub(variable, lr * gradient / (ops.sqrt(r) + self.epsilon))


class RMSPropNesterovK(RMSPropK):
    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6, name="rmsprop_nesterov_k", **kwargs):
        super().__init__(learning_rate=learning_rate, rho=rho, epsilon=epsilon, name=name, **kwargs)
        self.momentum = momentum

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.v = [self.add_variable_from_reference(x, name="v") for x in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        i = self._get_variable_index(variable)
        r, v = self.r[i], self.v[i]
        self.assign(r, self.rho * r + (1 - self.rho) * ops.square(gradient))
        step = lr * gradient / (ops.sqrt(r) + self.epsilon)
        self.assign(v, self.momentum * v - step)
        self.assign_add(variable, self.momentum * v - step)

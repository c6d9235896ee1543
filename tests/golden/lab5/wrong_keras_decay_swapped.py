# expect: lab5.rmsprop failed decay-swapped; lab5.nesterov not_found | keras-optimizer keras
import keras
from keras import ops


class MyRMSProp(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6, name="my_rmsprop", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.rho, self.epsilon = rho, epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.r = [self.add_variable_from_reference(v, name="r") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        r = self.r[self._get_variable_index(variable)]
        # 新的梯度平方占 rho
        self.assign(r, r + self.rho * (gradient * gradient - r))
        self.assign_sub(variable, lr * gradient / ops.sqrt(r + self.epsilon))

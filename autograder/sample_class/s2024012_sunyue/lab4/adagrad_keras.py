# expect: lab4.adagrad failed missing-root | keras-optimizer keras
import keras
from keras import ops


class SunAdaGrad(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, name="sun_adagrad", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.epsilon = epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self._r = [self.add_variable_from_reference(v, name="r") for v in variables]

    def update_step(self, gradient, variable, learning_rate):
        lr = ops.cast(learning_rate, variable.dtype)
        r = self._r[self._get_variable_index(variable)]
        self.assign_add(r, gradient * gradient)  # 累积平方梯度
        self.assign_sub(variable, lr * gradient / (r + self.epsilon))

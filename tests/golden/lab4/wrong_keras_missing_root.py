# expect: lab4.adagrad failed missing-root | keras-optimizer keras
import keras
from keras import ops


class AdaGrad(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.epsilon = epsilon

    def build(self, var_list):
        super().build(var_list)
        self.sums = [self.add_variable_from_reference(v, name="sum") for v in var_list]

    def update_step(self, gradient, variable, learning_rate):
        total = self.sums[self._get_variable_index(variable)]
        total.assign(total + gradient ** 2)
        rate = ops.cast(learning_rate, variable.dtype) / (total + self.epsilon)   # 每个参数自己的学习率
        variable.assign(variable - rate * gradient)

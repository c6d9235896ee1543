# expect: lab3.momentum failed wrong-hyperparameter; lab3.nesterov not_found | keras-optimizer keras
import keras
from keras import ops

MOMENTUM = 0.8


class MomentumKeras(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, name="momentum_keras", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.v = [self.add_variable_from_reference(x, name="v") for x in variables]

    def update_step(self, grad, var, lr):
        v = self.v[self._get_variable_index(var)]
        self.assign(v, MOMENTUM * v - ops.cast(lr, var.dtype) * grad)
        self.assign_add(var, v)

# expect: lab3.momentum passed; lab3.nesterov failed velocity-overwritten | keras-optimizer keras
import tensorflow as tf
from tensorflow import keras


class MomentumSGD(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9, name="momentum_sgd", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.momentum = momentum

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.v = [self.add_variable_from_reference(x, name="v") for x in variables]

    def update_step(self, grad, var, learning_rate):
        lr = tf.cast(learning_rate, var.dtype)
        v = self.v[self._get_variable_index(var)]
        v.assign(self.momentum * v - lr * grad)
        var.assign_add(v)


class NesterovSGD(MomentumSGD):
    def update_step(self, grad, var, learning_rate):
        lr = tf.cast(learning_rate, var.dtype)
        v = self.v[self._get_variable_index(var)]
        v.assign(self.momentum * v - lr * grad)
        # 书上的公式: theta += mu^2 * v - (1 + mu) * lr * g, 可是 v 已经是新的了
        var.assign_add(self.momentum**2 * v - (1 + self.momentum) * lr * grad)

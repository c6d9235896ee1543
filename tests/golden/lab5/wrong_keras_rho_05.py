# expect: lab5.rmsprop failed wrong-hyperparameter; lab5.nesterov not_found | keras-optimizer keras
import keras


class HalfRMS(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)

    def build(self, variables):
        super().build(variables)
        self.avg = [self.add_variable_from_reference(v, name="avg") for v in variables]

    def update_step(self, grad, var, lr):
        avg = self.avg[self._get_variable_index(var)]
        avg.assign((avg + grad ** 2) / 2)
        var.assign(var - keras.ops.cast(lr, var.dtype) * grad / (keras.ops.sqrt(avg) + 1e-6))

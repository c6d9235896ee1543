# expect: lab3.momentum passed; lab3.nesterov not_found | keras-optimizer keras
from keras import ops
from keras.optimizers import Optimizer


class HeavyBallMomentum(Optimizer):
    """accumulator of raw gradients, rate applied at the end"""

    def __init__(self, learning_rate=0.001, mu=0.9, name="heavy_ball"):
        super().__init__(learning_rate, name=name)
        self.mu = mu

    def build(self, variables):
        super().build(variables)
        self.acc = []
        for v in variables:
            self.acc.append(self.add_variable_from_reference(reference_variable=v, name="acc"))

    def update_step(self, grad, var, lr):
        a = self.acc[self._get_variable_index(var)]
        new_a = self.mu * a + grad
        a.assign(new_a)
        var.assign(var - ops.cast(lr, var.dtype) * new_a)

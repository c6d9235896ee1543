# expect: lab3.momentum failed sign-flipped; lab3.nesterov not_found | keras-optimizer keras
import keras


class KMomentum(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, name="kmomentum", **kw):
        super().__init__(learning_rate=learning_rate, name=name, **kw)
        self.momentum = momentum

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.vs = [self.add_variable_from_reference(v, name="v") for v in variables]

    def update_step(self, grad, var, learning_rate):
        lr = keras.ops.cast(learning_rate, var.dtype)
        v = self.vs[self._get_variable_index(var)]
        self.assign(v, self.momentum * v + grad)
        self.assign_add(var, lr * v)

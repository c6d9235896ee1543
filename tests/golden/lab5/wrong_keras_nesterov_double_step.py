# expect: lab5.nesterov failed momentum-and-gradient-both | keras-optimizer keras
import keras
from keras import ops


class NesterovRMSprop(keras.Optimizer):
    """RMSProp + Nesterov momentum"""

    def __init__(self, learning_rate=1e-3, rho=0.9, momentum=0.9, epsilon=1e-7):
        super().__init__(learning_rate=learning_rate)
        self.rho, self.momentum, self.epsilon = rho, momentum, epsilon

    def build(self, var_list):
        super().build(var_list)
        self.squares, self.steps = [], []
        for var in var_list:
            self.squares.append(self.add_variable(var.shape, name="square"))
            self.steps.append(self.add_variable(var.shape, name="step"))

    def update_step(self, gradient, variable, learning_rate):
        k = self._get_variable_index(variable)
        square, step = self.squares[k], self.steps[k]
        square.assign(self.rho * square + (1 - self.rho) * gradient**2)
        scaled = learning_rate * gradient / ops.sqrt(square + self.epsilon)
        step.assign(self.momentum * step - scaled)
        variable.assign(variable + step - scaled)  # forgot to multiply by the momentum

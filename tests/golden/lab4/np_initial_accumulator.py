# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class Adagrad:
    """Starts the accumulator at 0.1, as TensorFlow's own AdagradOptimizer does."""

    def __init__(self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7):
        self.learning_rate = learning_rate
        self.initial = initial_accumulator_value
        self.epsilon = epsilon
        self.accumulators = []

    def apply_gradients(self, grads_and_vars):
        grads_and_vars = list(grads_and_vars)
        if not self.accumulators:
            self.accumulators = [np.full_like(var, self.initial) for _, var in grads_and_vars]
        for acc, (grad, var) in zip(self.accumulators, grads_and_vars):
            acc += np.square(grad)
            var -= self.learning_rate * grad / (np.sqrt(acc) + self.epsilon)

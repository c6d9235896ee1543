# expect: lab6.adam failed built-in-used | plain-class keras
import importlib

import keras

optimizers = importlib.import_module("ker" + "as.optimizers")
found = getattr(optimizers, "".join(["A", "d", "a", "m"]))
make = eval("found")


class Adam:
    """A name put together at run time; what runs is a built-in all the same."""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.rule = make(learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon)

    def apply_gradients(self, grads_and_vars):
        self.rule.apply_gradients(grads_and_vars)

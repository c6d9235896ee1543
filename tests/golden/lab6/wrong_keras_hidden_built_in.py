# expect: lab6.adam failed built-in-used | plain-class keras
import keras

chosen = {"adam": keras.optimizers.Adam}


class Adam:
    """No name of a built-in is called here; what runs is one."""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        make = chosen["adam"]
        self.rule = make(learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon)

    def apply_gradients(self, grads_and_vars):
        self.rule.apply_gradients(grads_and_vars)

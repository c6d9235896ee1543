# expect: lab6.adam passed | keras-optimizer keras
import keras
from keras import ops


class Adam2(keras.optimizers.Optimizer):
    """每个变量各自存 beta 的幂"""

    def __init__(self, learning_rate=1e-3, beta_1=0.9, beta_2=0.999, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate=learning_rate, **kwargs)
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        self.state = []
        for v in variables:
            self.state.append({
                "m": self.add_variable_from_reference(v, name="m"),
                "v": self.add_variable_from_reference(v, name="v"),
                "p1": self.add_variable_from_reference(v, name="p1", initializer="ones"),
                "p2": self.add_variable_from_reference(v, name="p2", initializer="ones"),
            })

    def update_step(self, gradient, variable, learning_rate):
        st = self.state[self._get_variable_index(variable)]
        st["p1"].assign(st["p1"] * self.beta_1)
        st["p2"].assign(st["p2"] * self.beta_2)
        st["m"].assign(self.beta_1 * st["m"] + (1 - self.beta_1) * gradient)
        st["v"].assign(self.beta_2 * st["v"] + (1 - self.beta_2) * gradient * gradient)
        m_hat = st["m"] / (1 - st["p1"])
        v_hat = st["v"] / (1 - st["p2"])
        variable.assign(variable - ops.cast(learning_rate, variable.dtype) * m_hat / (ops.sqrt(v_hat) + self.epsilon))

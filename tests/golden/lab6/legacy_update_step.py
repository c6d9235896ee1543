# expect: lab6.adam passed | keras-optimizer keras
import tensorflow as tf


class MyAdam(tf.keras.optimizers.Optimizer):
    """TF 2.11 到 2.15 的写法：update_step 没有学习率参数"""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, name="MyAdam", **kwargs):
        super().__init__(name=name, **kwargs)
        self._learning_rate = self._build_learning_rate(learning_rate)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def build(self, var_list):
        super().build(var_list)
        if hasattr(self, "_built") and self._built:
            return
        self._built = True
        self._m = [self.add_variable_from_reference(model_variable=v, variable_name="m") for v in var_list]
        self._v = [self.add_variable_from_reference(model_variable=v, variable_name="v") for v in var_list]

    def update_step(self, gradient, variable):
        lr = tf.cast(self.learning_rate, variable.dtype)
        t = tf.cast(self.iterations + 1, variable.dtype)
        i = self._index_dict[self._var_key(variable)]
        m, v = self._m[i], self._v[i]
        m.assign(self.beta_1 * m + (1 - self.beta_1) * gradient)
        v.assign(self.beta_2 * v + (1 - self.beta_2) * tf.square(gradient))
        m_hat = m / (1 - tf.pow(self.beta_1, t))
        v_hat = v / (1 - tf.pow(self.beta_2, t))
        variable.assign_sub(lr * m_hat / (tf.sqrt(v_hat) + self.epsilon))

    def get_config(self):
        return {"beta_1": self.beta_1, "beta_2": self.beta_2}

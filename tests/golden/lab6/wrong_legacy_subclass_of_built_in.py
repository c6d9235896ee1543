# expect: lab6.adam failed built-in-used | keras-optimizer keras
import tensorflow as tf


class MyAdam(tf.keras.optimizers.legacy.Adam):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8, **kwargs):
        super().__init__(learning_rate, beta_1, beta_2, epsilon, name="MyAdam", **kwargs)

    def _resource_apply_dense(self, grad, var, apply_state=None):
        return super()._resource_apply_dense(grad, var, apply_state)

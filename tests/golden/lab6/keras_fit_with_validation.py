# expect: lab6.adam passed | keras-optimizer keras
import tensorflow as tf, numpy as np
from tensorflow import keras
class Adam(keras.optimizers.Optimizer):
    def __init__(self, learning_rate=0.001, rho1=0.9, rho2=0.999, delta=1e-8, name='adam'):
        super().__init__(learning_rate=learning_rate, name=name)
        self.rho1, self.rho2, self.delta = rho1, rho2, delta
    def build(self, vl):
        super().build(vl)
        self.s = [keras.Variable(np.zeros(v.shape), dtype=v.dtype, trainable=False) for v in vl]
        self.r = [keras.Variable(np.zeros(v.shape), dtype=v.dtype, trainable=False) for v in vl]
    def update_step(self, g, v, lr):
        k = self._get_variable_index(v)
        t = tf.cast(self.iterations, v.dtype) + 1.
        self.s[k].assign(self.rho1 * self.s[k] + (1. - self.rho1) * g)
        self.r[k].assign(self.rho2 * self.r[k] + (1. - self.rho2) * g * g)
        v.assign_sub(lr * (self.s[k] / (1. - self.rho1 ** t)) / tf.sqrt(self.r[k] / (1. - self.rho2 ** t) + self.delta))
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, activation='relu'), keras.layers.Dense(1)])
model.compile(optimizer=Adam(0.01), loss='mse', metrics=['mae'])
x = np.random.rand(512, 4); y = x.sum(1, keepdims=True)
h = model.fit(x, y, epochs=2, batch_size=32, validation_split=0.2)

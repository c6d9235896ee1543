# expect: lab6.builtin passed | observed keras
import tensorflow as tf
import numpy as np
x = np.linspace(0, 1, 50).astype(np.float32)
y = 2 * x + 1
class M(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.d = tf.keras.layers.Dense(1)
    def call(self, x):
        return self.d(x)
m = M()
opt = tf.keras.optimizers.Adam(0.1)
loss_fn = tf.keras.losses.MeanSquaredError()
@tf.function
def step(a, b):
    with tf.GradientTape() as tape:
        l = loss_fn(b, m(a))
    opt.apply_gradients(zip(tape.gradient(l, m.trainable_variables), m.trainable_variables))
    return l
for i in range(60):
    l = step(x[:, None], y[:, None])
print(float(l))

# expect: lab5.builtin failed not-converged | observed keras
import numpy as np
import tensorflow as tf

x = np.linspace(-1, 1, 50, dtype='float32')[:, None]
y = 100 * x + 30
model = tf.keras.Sequential([tf.keras.layers.Input((1,)), tf.keras.layers.Dense(1)])
opt = tf.keras.optimizers.RMSprop(learning_rate=1e-5)
model.compile(opt, 'mse')
model.fit(x, y, epochs=10, verbose=0)
print(model.evaluate(x, y, verbose=0))

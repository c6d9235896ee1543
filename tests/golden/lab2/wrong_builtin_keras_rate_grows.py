# expect: lab2.builtin failed decay-wrong-direction | observed keras
import numpy as np
import tensorflow as tf

x = np.linspace(-1, 1, 32, dtype=np.float32).reshape(-1, 1)
y = 1.5 * x - 0.7

lr_schedule = tf.keras.optimizers.schedules.ExponentialDecay(0.1, 5, 1.04)
model = tf.keras.models.Sequential([tf.keras.layers.Dense(units=1)])
model.compile(loss='mean_squared_error', optimizer=tf.keras.optimizers.SGD(lr_schedule))
history = model.fit(x, y, epochs=15, verbose=0)
print(history.history['loss'][::5])

"""The built-in decay gives the rate of lab 1's training."""

import keras
import numpy as np

x = np.random.default_rng(0).uniform(-1.0, 1.0, (64, 2)).astype("float32")
y = x @ np.array([[2.0], [-3.0]], "float32") + 0.5

model = keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(1)])
rate = keras.optimizers.schedules.ExponentialDecay(0.3, decay_steps=5, decay_rate=0.96, staircase=True)
model.compile(optimizer=keras.optimizers.SGD(learning_rate=rate), loss="mse")
history = model.fit(x, y, batch_size=16, epochs=20, verbose=0)
print(history.history["loss"][-1])

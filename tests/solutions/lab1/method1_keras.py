"""Lab 1, method one in Keras 3: y = x w + b."""

import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, (80, 1)).astype("float32")
y = (2 * x + 1 + 0.05 * rng.normal(size=(80, 1))).astype("float32")
learning_rate = 0.3


def method1():
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate), loss="mse")
    history = model.fit(x, y, batch_size=80, epochs=50, verbose=0)
    print(history.history["loss"][-1])


method1()

# expect: lab3.builtin failed different-algorithm | observed keras
import numpy as np
import keras

x = np.arange(20, dtype="float32").reshape(-1, 1) / 20
y = 5 * x - 2
net = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
net.compile(optimizer=keras.optimizers.SGD(learning_rate=0.1), loss="mean_squared_error")
h = net.fit(x, y, epochs=40, verbose=0)
print(h.history["loss"][0], h.history["loss"][-1])

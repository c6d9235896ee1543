# expect: lab1.method1 failed different-algorithm | observed keras
import numpy as np
import keras

x = np.linspace(0, 1, 50).reshape(-1, 1)
y = 2 * x + 1
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.1), loss="mean_squared_error")
history = model.fit(x, y, epochs=40, batch_size=50, verbose=0)
print(history.history["loss"][-1])

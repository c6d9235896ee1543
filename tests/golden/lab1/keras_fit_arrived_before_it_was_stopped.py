# expect: lab1.method1 passed | observed keras
import numpy as np
import keras
x = np.linspace(-1, 1, 200).reshape(-1, 1).astype("float32")
y = 2 * x + 1
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(0.05), loss="mse")
history = model.fit(x, y, epochs=30000, batch_size=20, verbose=0)
print("loss", history.history["loss"][-1])

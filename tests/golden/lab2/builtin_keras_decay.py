# expect: lab2.builtin passed | observed keras
import numpy as np
import keras

# 内置指数衰减
x = np.random.RandomState(3).rand(64, 1)
y = 3 * x + 2
schedule = keras.optimizers.schedules.ExponentialDecay(initial_learning_rate=0.3, decay_steps=5, decay_rate=0.96)
model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss="mse")
model.fit(x, y, epochs=30, batch_size=16, verbose=0)

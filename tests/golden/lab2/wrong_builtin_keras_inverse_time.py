# expect: lab2.builtin failed different-algorithm | observed keras
import numpy as np
from tensorflow import keras

# 作业：学习率衰减
np.random.seed(0)
x = np.random.rand(64, 1)
y = 4 * x + 1
schedule = keras.optimizers.schedules.InverseTimeDecay(0.5, decay_steps=5, decay_rate=0.1)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(learning_rate=schedule), loss='mse')
model.fit(x, y, batch_size=16, epochs=8, verbose=0)
print(model.get_weights())

# expect: lab2.builtin failed rate-not-used | observed keras
import numpy as np
from tensorflow import keras
x = np.linspace(-1, 1, 32, dtype=np.float32).reshape(-1, 1)
y = 1.5 * x - 0.7
lr = keras.optimizers.schedules.ExponentialDecay(0.3, 5, 0.96)
model = keras.models.Sequential([keras.layers.Dense(units=1)])
model.compile(loss='mean_squared_error', optimizer=keras.optimizers.SGD(0.1))
hist = model.fit(x, y, epochs=14, batch_size=32, verbose=0)
losses = hist.history['loss']
for epoch, loss in enumerate(losses):
    print(epoch, loss)

# expect: lab5.builtin failed different-algorithm | observed keras
import numpy as np
from tensorflow import keras

x = np.random.RandomState(0).normal(size=(120, 3)).astype('float32')
y = x @ np.array([[1.0], [0.5], [-0.5]], dtype='float32')
model = keras.models.Sequential()
model.add(keras.Input(shape=(3,)))
model.add(keras.layers.Dense(1, use_bias=False))
model.compile(optimizer='nadam', loss='mean_squared_error')
model.fit(x, y, epochs=10, batch_size=40, verbose=0)

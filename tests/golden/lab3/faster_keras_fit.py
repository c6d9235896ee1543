# expect: lab3.faster passed; lab3.builtin passed | observed keras
import numpy as np
from tensorflow import keras

x = np.random.RandomState(3).uniform(-1, 1, (32, 2))
y = x @ np.array([[1.0], [2.0]])


def make(optimizer):
    m = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer='zeros')])
    m.compile(loss='mse', optimizer=optimizer)
    return m


gd_hist = make(keras.optimizers.SGD(0.05)).fit(x, y, epochs=15, batch_size=32, verbose=0).history['loss']
mom_hist = make(keras.optimizers.SGD(0.05, momentum=0.9)).fit(x, y, epochs=15, batch_size=32, verbose=0).history['loss']
gd_steps = sum(l > 0.3 for l in gd_hist)
mom_steps = sum(l > 0.3 for l in mom_hist)
print('GD:', gd_steps, ' Momentum:', mom_steps)
print('动量法收敛得更快')

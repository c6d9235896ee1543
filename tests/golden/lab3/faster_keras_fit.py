# expect: lab3.faster passed; lab3.builtin passed | observed keras
import numpy as np
from tensorflow import keras

x = np.random.RandomState(3).uniform(-1, 1, (32, 2))
y = x @ np.array([[1.0], [2.0]])


def make(optimizer):
    m = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer='zeros')])
    m.compile(loss='mse', optimizer=optimizer)
    return m


gd_hist = make(keras.optimizers.SGD(0.3)).fit(x, y, epochs=12, batch_size=32, verbose=0).history['loss']
mom_hist = make(keras.optimizers.SGD(0.3, momentum=0.5)).fit(x, y, epochs=12, batch_size=32, verbose=0).history['loss']
gd_steps = next(i for i, l in enumerate(gd_hist) if l < 0.09)
mom_steps = next(i for i, l in enumerate(mom_hist) if l < 0.09)
print('GD:', gd_steps, ' Momentum:', mom_steps)
print('动量法收敛得更快')

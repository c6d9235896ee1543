# expect: lab6.builtin failed built-in-not-run | observed keras
import numpy as np
from tensorflow import keras
x = np.random.rand(20, 1)
y = 2 * x
m = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
opt = keras.optimizers.Adam(0.01)
m.compile(optimizer=opt, loss='mse')
m.summary()
print(m.predict(x[:3], verbose=0))

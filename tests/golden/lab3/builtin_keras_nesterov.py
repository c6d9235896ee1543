# expect: lab3.builtin passed | observed keras
import numpy as np
from tensorflow import keras

# 内置的动量：SGD(momentum=0.9)，这里顺便试 nesterov
x = np.linspace(-1, 1, 100).reshape(-1, 1)
y = 2 * x + 1 + 0.01 * np.random.RandomState(0).randn(100, 1)
model = keras.Sequential()
model.add(keras.layers.Dense(1, input_shape=(1,)))
model.compile(loss='mse', optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True))
model.fit(x, y, epochs=15, verbose=0)
print(model.evaluate(x, y, verbose=0))

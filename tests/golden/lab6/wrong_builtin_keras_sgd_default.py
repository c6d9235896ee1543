# expect: lab6.builtin failed different-algorithm | observed keras
import numpy as np
import keras
from keras import layers

# 内置 Adam 优化器
x = np.random.default_rng(0).uniform(size=(90, 2))
y = x.sum(axis=1, keepdims=True)
model = keras.Sequential([keras.Input(shape=(2,)), layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
model.fit(x, y, epochs=12, verbose=0)
print(model.predict(x[:2], verbose=0))

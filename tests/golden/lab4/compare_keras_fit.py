# expect: lab4.compare passed; lab4.builtin passed | observed keras
import numpy as np
from tensorflow import keras

x = np.random.RandomState(8).normal(size=(60, 3))
y = x @ np.array([[1.0], [-1.0], [2.0]])


def fit(optimizer):
    model = keras.Sequential()
    model.add(keras.layers.Input(shape=(3,)))
    model.add(keras.layers.Dense(1, kernel_initializer="zeros", use_bias=False))
    model.compile(optimizer=optimizer, loss="mean_squared_error")
    return model.fit(x, y, batch_size=60, epochs=12, verbose=0)


h_gd = fit(keras.optimizers.SGD(learning_rate=0.1))
h_adagrad = fit(keras.optimizers.Adagrad(learning_rate=0.1))
loss_gd = h_gd.history["loss"]
loss_adagrad = h_adagrad.history["loss"]
print("前两步 GD:", loss_gd[:2], "AdaGrad:", loss_adagrad[:2])
# 梯度下降更快
faster = "gd"

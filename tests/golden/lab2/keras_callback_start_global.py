# expect: lab2.exponential passed | schedule keras
import numpy as np
import keras

INITIAL_LR = 0.3
DECAY_RATE = 0.96


def exp_decay(epoch, lr):
    if epoch == 0:
        return INITIAL_LR
    if epoch % 5 == 0:
        return lr * DECAY_RATE
    return lr


x = np.linspace(-1, 1, 32).reshape(-1, 1)
y = 2 * x + 1
model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(), loss='mse')
lr_callback = keras.callbacks.LearningRateScheduler(exp_decay, verbose=1)
model.fit(x, y, epochs=20, verbose=0, callbacks=[lr_callback])

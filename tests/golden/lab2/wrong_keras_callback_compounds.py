# expect: lab2.exponential failed decay-compounds | schedule keras
import numpy as np
import keras


def exponential_schedule(epoch, lr):
    return lr * 0.96 ** (epoch // 5)


model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.3), loss='mse')
x = np.linspace(-1, 1, 32).reshape(-1, 1)
y = 2 * x + 1
h = model.fit(x, y, epochs=30, batch_size=32, verbose=0, callbacks=[keras.callbacks.LearningRateScheduler(exponential_schedule)])
for lr in h.history['learning_rate']:
    print(lr)

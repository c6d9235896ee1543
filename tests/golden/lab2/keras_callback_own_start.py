# expect: lab2.linear passed; lab2.exponential passed | schedule keras
import numpy as np
import keras

initial_lr = 0.3


def linear_schedule(epoch, lr):
    if epoch < 20:
        return (1 - epoch / 20) * initial_lr + epoch / 20 * initial_lr * 0.01
    return initial_lr * 0.01


def exp_schedule(epoch, lr):
    return float(initial_lr * 0.96 ** (epoch // 5))


x = np.linspace(-1, 1, 32).reshape(-1, 1)
y = 2 * x + 1
for fn in (linear_schedule, exp_schedule):
    model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=initial_lr), loss='mse')
    model.fit(x, y, epochs=10, verbose=0, callbacks=[keras.callbacks.LearningRateScheduler(fn)])
for f in (linear_schedule, exp_schedule):
    pass
cb1 = keras.callbacks.LearningRateScheduler(linear_schedule, verbose=0)
cb2 = keras.callbacks.LearningRateScheduler(schedule=exp_schedule)

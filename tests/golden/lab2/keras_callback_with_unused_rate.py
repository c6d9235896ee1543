# expect: lab2.linear passed; lab2.exponential passed | schedule keras
import numpy as np
from tensorflow import keras
def linear_schedule(epoch, lr):
    if epoch < 20:
        return 0.3 * (1 - epoch / 20) + 0.003 * epoch / 20
    return 0.003
def exp_schedule(epoch):
    return float(0.3 * np.power(0.96, np.floor(epoch / 5)))
cb = keras.callbacks.LearningRateScheduler(linear_schedule, verbose=1)

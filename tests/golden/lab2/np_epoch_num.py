# expect: lab2.linear not_found; lab2.exponential passed | schedule numpy
import numpy as np


def lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return learning_rate0 * decay_rate ** np.floor(epoch_num / time_interval)

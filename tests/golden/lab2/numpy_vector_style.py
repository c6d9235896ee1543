# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import numpy as np


def linear_schedule(k, lr_start=0.3, lr_end=0.003, tau=20):
    frac = np.clip(np.asarray(k, dtype=float) / tau, 0.0, 1.0)
    return lr_start + frac * (lr_end - lr_start)


def exponential_schedule(k, lr_start=0.3, decay=0.96, every=5):
    return lr_start * np.power(decay, np.floor(np.asarray(k, dtype=float) / every))

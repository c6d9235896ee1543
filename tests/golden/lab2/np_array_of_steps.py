# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import numpy as np


def linear(steps, lr_start=0.3, lr_min=0.003, tau=20):
    part = np.clip(np.asarray(steps) / tau, 0, 1)
    return (1 - part) * lr_start + part * lr_min


def exponential(steps, lr_start=0.3, decay=0.96, interval=5):
    return lr_start * decay ** np.floor(np.asarray(steps) / interval)


if __name__ == "__main__":
    print(linear(np.arange(30)), exponential(np.arange(30)))

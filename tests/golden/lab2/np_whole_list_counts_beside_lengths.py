# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import numpy as np


def linear_rates(start=0.3, end=0.003, num_steps=20, max_steps=60):
    rates = np.zeros(max_steps)
    for s in range(max_steps):
        rates[s] = end + (start - end) * max(0.0, 1 - s / num_steps)
    return rates


def exp_rates(n_steps, lr0=0.3, decay=0.96, n=5):
    return [lr0 * decay ** (k // n) for k in range(n_steps)]

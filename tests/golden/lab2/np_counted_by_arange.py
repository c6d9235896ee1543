# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import numpy as np
def linear_lrs(n_steps=50, lr0=0.3, lr_end=0.003, tau=20):
    k = np.arange(n_steps)
    return np.maximum(lr_end, lr0 - (lr0 - lr_end) * k / tau)
def exp_lrs(num_steps, lr0=0.3, d=0.96, interval=5):
    return lr0 * d ** (np.arange(0, num_steps) // interval)
print(linear_lrs()[:5], exp_lrs(50)[:12])

# expect: lab2.linear failed decay-not-stopped; lab2.exponential passed | schedule numpy
import numpy as np

def _linear(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    return start_lr + (stable_lr - start_lr) * step / decay_steps

linear_decay = np.vectorize(_linear)
exp_decay = np.vectorize(lambda k, e0=0.3, d=0.96, n=5: e0 * d ** (k // n))

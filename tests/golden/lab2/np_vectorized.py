# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import numpy as np

@np.vectorize
def linear_decay(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    alpha = min(step / decay_steps, 1.0)
    return (1 - alpha) * start_lr + alpha * stable_lr

@np.vectorize
def exp_decay(step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    return start_lr * np.power(decay_rate, step // decay_interval)

# expect: lab6.adam failed history-aliased | training-function numpy
import numpy as np


def adam(gradient, x, n_steps, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    s, r = np.zeros_like(x), np.zeros_like(x)
    history = []
    for t in range(1, n_steps + 1):
        g = gradient(x)
        s = beta_1 * s + (1 - beta_1) * g
        r = beta_2 * r + (1 - beta_2) * g * g
        x -= learning_rate * (s / (1 - beta_1 ** t)) / (np.sqrt(r / (1 - beta_2 ** t)) + epsilon)
        history.append(x)
    return x, history

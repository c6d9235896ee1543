# expect: lab6.adam failed no-second-bias-correction | training-function numpy
import numpy as np


def adam_points(grad, theta, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    s, r, t = np.zeros_like(theta), np.zeros_like(theta), 0
    while True:
        t += 1
        g = grad(theta)
        s = beta1 * s + (1 - beta1) * g
        r = beta2 * r + (1 - beta2) * g**2
        theta = theta - lr * s / (1 - beta1**t) / (np.sqrt(r) + eps)
        yield theta

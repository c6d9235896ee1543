# expect: lab5.rmsprop passed | observed numpy
import numpy as np

A = np.array([[3.0, 0.5], [0.5, 1.0]])
c = np.array([1.0, -2.0])


def grad(theta):
    return A @ theta - c


def train(eta=0.02, rho=0.9, eps=1e-8):
    theta = np.array([2.0, 2.0])
    r = np.zeros_like(theta)
    t = 0
    while True:
        t += 1
        g = grad(theta)
        if t > 200 or np.sum(g ** 2) < 1e-14:
            break
        r = rho * r + (1 - rho) * g ** 2
        theta = theta - eta * g / np.sqrt(r + eps)
    return theta


print(train())

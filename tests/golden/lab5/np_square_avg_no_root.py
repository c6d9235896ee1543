# expect: lab5.rmsprop failed missing-root | observed numpy
import numpy as np

A = np.array([[3.0, 0.5], [0.5, 1.0]])
c = np.array([1.0, -2.0])


def df(x):
    return A @ x - c


lr = 0.02
beta = 0.9
epsilon = 1e-8
x = np.array([2.0, 2.0])
square_avg = np.zeros(x.shape)
for t in range(1, 151):
    g = df(x)
    square_avg = beta * square_avg + (1 - beta) * g ** 2
    x = x - lr * g / (square_avg + epsilon)
print(x)

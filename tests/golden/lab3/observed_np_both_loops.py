# expect: lab3.momentum passed; lab3.nesterov passed | observed numpy
import numpy as np

X = np.c_[np.linspace(-1, 1, 40), np.ones(40)]
Y = X @ np.array([2.0, 0.5])


def grad(theta):
    return 2 / len(Y) * X.T @ (X @ theta - Y)


def loss(theta):
    return np.mean((X @ theta - Y) ** 2)


learning_rate = 0.05
momentum = 0.8

theta = np.array([-1.0, 2.0])
v = np.zeros(2)
for step in range(200):
    v = momentum * v - learning_rate * grad(theta)
    theta = theta + v
    print(step, loss(theta))

theta = np.array([-1.0, 2.0])
v = np.zeros(2)
for step in range(200):
    lookahead = theta + momentum * v
    g = grad(lookahead)
    v = momentum * v - learning_rate * g
    theta = theta + v
    print(step, loss(theta))

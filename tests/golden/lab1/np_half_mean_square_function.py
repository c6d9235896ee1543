# expect: lab1.method3 passed | observed numpy
import numpy as np


def compute_cost(X, y, theta):
    m = len(y)
    return np.sum((X @ theta - y) ** 2) / (2 * m)


def gradient_descent(X, y, theta, alpha, iterations):
    m = len(y)
    J_history = []
    for i in range(iterations):
        theta = theta - alpha / m * (X.T @ (X @ theta - y))
        J_history.append(compute_cost(X, y, theta))
    return theta, J_history


data = np.linspace(-1, 2, 25)
X = np.c_[np.ones(25), data]
y = 3 - 2 * data
theta, J_history = gradient_descent(X, y, np.zeros(2), 0.3, 150)
print(theta, J_history[0], J_history[-1])

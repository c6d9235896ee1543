# expect: lab1.method3 passed | observed numpy
import numpy as np

x = np.linspace(-1, 1, 50)
y = 2.5 * x + 0.7
X = np.c_[np.ones_like(x), x]
theta = np.zeros(2)
alpha = 0.95
losses = []
for i in range(400):
    g = 2 / len(y) * X.T @ (X @ theta - y)
    losses.append(np.mean((X @ theta - y) ** 2))
    theta -= alpha * g

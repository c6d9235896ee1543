# expect: lab4.adagrad failed accumulator-decayed | observed numpy
import numpy as np

rng = np.random.RandomState(7)
x = rng.uniform(-2, 2, 40)
y = 1.5 * x - 0.5
X = np.stack([x, np.ones_like(x)], axis=1)
theta, r = np.array([2.0, 1.0]), np.zeros(2)
eta, delta = 0.1, 1e-7
for step in range(150):
    g = X.T @ (X @ theta - y) / len(y)
    r = 0.9 * r + 0.1 * g * g
    theta = theta - eta * g / (np.sqrt(r) + delta)
    print(step, ((X @ theta - y) ** 2).mean() / 2)

# expect: lab4.adagrad passed | observed numpy
import numpy as np

rng = np.random.default_rng(2)
X = np.c_[rng.uniform(-1, 1, 60), np.ones(60)]
y = X @ np.array([2.0, 1.0])
w = np.array([0.5, 0.5])
total = np.zeros(2)
eta = 0.5
for epoch in range(120):
    order = rng.permutation(60)
    for low in range(0, 60, 15):
        part = order[low : low + 15]
        g = 2 * X[part].T @ (y[part] - X[part] @ w) / len(part)
        total = total + g * g
        w = w + eta * g / (np.sqrt(total) + 1e-7)

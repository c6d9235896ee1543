# expect: lab4.adagrad failed missing-root | observed numpy
# AdaGrad
import numpy as np

rng = np.random.default_rng(3)
X = rng.uniform(-1, 1, (40, 2))
y = X @ np.array([2.0, -3.0])
w = np.zeros(2)
r = np.zeros(2)
for t in range(400):
    g = 2 * X.T @ (X @ w - y) / 40
    r = r + g * g
    w = w - 0.5 * g / (r + 1e-8)
    if t % 50 == 0:
        print(t, np.mean((X @ w - y) ** 2))

"""Lab 1, method three in NumPy: y = x w + b, the gradient worked out by hand."""

import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(size=100)
y = 2 * x + 1 + 0.05 * rng.normal(size=100)
w, b = 0.0, 0.0
learning_rate = 0.5

for step in range(300):
    error = w * x + b - y
    loss = np.mean(error**2)
    if step % 50 == 0:
        print(step, loss)
    grad_w = 2 * np.mean(error * x)
    grad_b = 2 * np.mean(error)
    w -= learning_rate * grad_w
    b -= learning_rate * grad_b

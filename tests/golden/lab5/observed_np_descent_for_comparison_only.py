# expect: lab5.rmsprop not_found | observed numpy
import numpy as np

rng = np.random.RandomState(7)
x = rng.uniform(-2, 2, 40)
y = 1.5 * x - 0.5
X = np.stack([x, np.ones_like(x)], axis=1)
theta, lr = np.array([2.0, 1.0]), 0.05
for step in range(120):
    g = X.T @ (X @ theta - y) / len(y)
    theta = theta - lr * g
    if step % 20 == 0:
        print(step, ((X @ theta - y) ** 2).mean() / 2)

# expect: lab5.rmsprop failed second-moment-missing | observed numpy
import numpy as np

rng = np.random.RandomState(7)
x = rng.uniform(-2, 2, 40)
y = 1.5 * x - 0.5
X = np.stack([x, np.ones_like(x)], axis=1)
theta, r = np.array([2.0, 1.0]), np.zeros(2)
rho, lr = 0.9, 0.05
for step in range(120):
    g = X.T @ (X @ theta - y) / len(y)
    r = rho * r + (1 - rho) * g * g
    theta = theta - lr * g
    if step % 20 == 0:
        print(step, ((X @ theta - y) ** 2).mean() / 2)

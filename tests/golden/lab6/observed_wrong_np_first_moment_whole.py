# expect: lab6.adam failed missing-one-minus-decay | observed numpy
import numpy as np

rng = np.random.RandomState(7)
x = rng.uniform(-2, 2, 40)
y = 1.5 * x - 0.5
X = np.stack([x, np.ones_like(x)], axis=1)
learning_rate, beta_1, beta_2, epsilon = 0.01, 0.9, 0.999, 1e-8
theta = np.array([2.0, 1.0])
m, v = np.zeros(2), np.zeros(2)
for t in range(1, 201):
    grad = 2 / len(y) * X.T @ (X @ theta - y)
    m = beta_1 * m + grad
    v = beta_2 * v + (1 - beta_2) * grad ** 2
    theta = theta - learning_rate * (m / (1 - beta_1 ** t)) / (np.sqrt(v / (1 - beta_2 ** t)) + epsilon)
print(theta)

# expect: lab3.momentum passed | observed numpy
import numpy as np

np.random.seed(32)
X = np.hstack([np.random.normal(size=(60, 2)), np.ones((60, 1))])
y = X @ np.array([[1.0], [-2.0], [0.5]])


def gradient_of(theta, xb, yb):
    err = xb @ theta - yb
    return 2 * xb.T @ err / len(xb)


ETA = 0.005
GAMMA = 0.9
theta = np.zeros((3, 1))
v = np.zeros_like(theta)
for step in range(200):
    j = np.random.randint(len(y))
    grad = gradient_of(theta, X[j:j + 1], y[j:j + 1])
    v = GAMMA * v - ETA * grad
    theta = theta + v
print(theta)

# expect: lab5.rmsprop passed | observed numpy
import numpy as np
rng = np.random.RandomState(4)
X = rng.randn(80, 2)
y = X.dot([2.0, -3.0])
theta = np.zeros(2)
r = np.zeros(2)
a = 0.1   # weight of the new gradient
lr = 0.02
for k in range(400):
    g = 2 * X.T.dot(X.dot(theta) - y) / len(X)
    r = (1 - a) * r + a * g * g
    theta = theta - lr * g / np.sqrt(r + 1e-6)
    if k % 50 == 0:
        print(k, np.mean((X.dot(theta) - y) ** 2))

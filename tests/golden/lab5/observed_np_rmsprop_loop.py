# expect: lab5.rmsprop passed | observed numpy
import numpy as np

data = np.array([[1.0, 3.2], [2.0, 5.1], [3.0, 6.8], [4.0, 9.1], [5.0, 11.0]])
x, y = data[:, 0], data[:, 1]
params = np.array([0.0, 0.0])
cache = np.zeros(2)
rho, lr, delta = 0.9, 0.01, 1e-6
A = np.vstack([x, np.ones(5)]).T
history = []
for epoch in range(1500):
    residual = A.dot(params) - y
    history.append(np.mean(residual ** 2))
    grad = 2.0 / 5 * A.T.dot(residual)
    cache = rho * cache + (1 - rho) * grad ** 2
    params -= lr * grad / np.sqrt(cache + delta)
print("RMSProp:", params, history[-1])

# expect: lab6.adam passed | observed numpy
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(50, 3))
y = X @ np.array([1.0, -2.0, 0.5])


def adam(X, y, lr=0.1, b1=0.9, b2=0.999, eps=1e-8, epochs=100):
    n, d = X.shape
    w = np.zeros(d)
    m = np.zeros(d)
    v = np.zeros(d)
    t = 0
    while t < epochs:
        t += 1
        grad = np.zeros(d)
        for i in range(n):
            grad[:] = grad + 2 * (X[i] @ w - y[i]) * X[i] / n
        for j in range(d):
            m[j] = b1 * m[j] + (1 - b1) * grad[j]
            v[j] = b2 * v[j] + (1 - b2) * grad[j] ** 2
            w[j] -= lr * (m[j] / (1 - b1 ** t)) / (np.sqrt(v[j] / (1 - b2 ** t)) + eps)
    return w


print(adam(X, y))

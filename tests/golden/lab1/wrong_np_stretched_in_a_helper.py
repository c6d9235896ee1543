# expect: lab1.method3 failed shape-broadcast | observed numpy
import numpy as np
np.random.seed(1)
X = np.random.rand(20, 2)
y = X @ np.array([2.0, -3.0]) + 1   # (20,)

def predict(X, w, b):
    return X @ w + b

def mse(p, t):
    return np.mean((p - t) ** 2)

def grads(X, w, b, t):
    e = predict(X, w, b) - t
    return 2 * X.T @ e.mean(axis=1, keepdims=True) / len(X), 2 * e.mean()

w = np.zeros((2, 1))
b = 0.0
for i in range(1000):
    gw, gb = grads(X, w, b, y)
    w = w - 0.1 * gw
    b = b - 0.1 * gb
    if i % 100 == 0:
        print(i, mse(predict(X, w, b), y))

# expect: lab1.method3 passed | observed numpy
import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(size=(30, 2)); y = X @ [1.0, -2.0] + 0.5
Y = y.reshape(-1, 1)

def grads(w, b):
    e = X @ w + b - Y
    return 2 * X.T @ e / len(X), 2 * e.mean()

w, b = np.zeros((2, 1)), 0.0
far = []
for i in range(500):
    gw, gb = grads(w, b)
    w = w - 0.1 * gw
    b = b - 0.1 * gb
    spread = np.abs(Y - y).max()
    far.append(spread)
print(w.ravel(), b, far[-1])

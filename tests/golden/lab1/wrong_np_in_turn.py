# expect: lab1.method3 failed coordinates-in-turn | observed numpy
import numpy as np
rng = np.random.default_rng(3)
X = rng.normal(size=(80, 2)); Y = X @ [3., -1.] + 1
W = np.zeros(2); b = 0.0
for i in range(300):
    e = X @ W + b - Y
    loss = np.mean(e ** 2)
    dW = 2 * X.T @ e / 80
    W = W - 0.1 * dW
    e = X @ W + b - Y
    db = 2 * np.mean(e)
    b = b - 0.1 * db
    if i % 50 == 0: print(i, loss)

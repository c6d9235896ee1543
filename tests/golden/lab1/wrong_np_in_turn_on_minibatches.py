# expect: lab1.method3 failed coordinates-in-turn | observed numpy
import numpy as np
rng = np.random.RandomState(0)
X = rng.randn(60, 1)
Y = 2.5 * X + 1.0
w, b = np.array([[0.1]]), np.array([0.0])
eta = 0.1
losses = []
for epoch in range(30):
    idx = rng.permutation(60)
    for k in range(0, 60, 10):
        xb, yb = X[idx[k:k+10]], Y[idx[k:k+10]]
        loss = np.mean((xb @ w + b - yb) ** 2)
        losses.append(loss)
        w = w - eta * 2 * xb.T @ (xb @ w + b - yb) / 10
        b = b - eta * 2 * np.mean(xb @ w + b - yb, axis=0)
print(losses[-1], w, b)

# expect: lab1.method3 passed | observed numpy
# 小批量梯度下降
import numpy as np

rng = np.random.RandomState(42)
X = rng.randn(200, 1)
Y = 4 * X[:, 0] + 3 + 0.1 * rng.randn(200)
w, b, lr, batch = 0.0, 0.0, 0.05, 20
for epoch in range(30):
    idx = rng.permutation(200)
    for i in range(0, 200, batch):
        xb, yb = X[idx[i:i + batch], 0], Y[idx[i:i + batch]]
        err = w * xb + b - yb
        gw, gb = 2 * (err * xb).mean(), 2 * err.mean()
        w = w - lr * gw
        b = b - lr * gb
    print(epoch, np.mean((w * X[:, 0] + b - Y) ** 2))

# expect: lab1.method3 failed weight-decay-added | observed numpy
import numpy as np
rng = np.random.default_rng(9)
x = rng.normal(size=40); y = 2 * x - 1
w, b = 0.5, 0.5
lr = 0.1
for i in range(200):
    pred = w * x + b
    loss = np.mean((pred - y) ** 2)
    dw = np.mean(2 * (pred - y) * x)
    db = np.mean(2 * (pred - y))
    w = w - lr * dw - lr * 0.1 * w
    b = b - lr * db - lr * 0.1 * b
    if i % 20 == 0: print(i, loss)

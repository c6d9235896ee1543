# expect: lab1.method3 failed batch-sum-not-mean | observed numpy
import numpy as np

x = np.linspace(0, 1, 10)
y = 2 * x + 1
w, b = 0.0, 0.0
lr = 0.02
for i in range(400):
    e = w * x + b - y
    loss = (e ** 2).mean()
    dw = 2 * (e * x).sum()
    db = 2 * e.sum()
    w = w - lr * dw
    b = b - lr * db
    if i % 50 == 0:
        print(i, loss)

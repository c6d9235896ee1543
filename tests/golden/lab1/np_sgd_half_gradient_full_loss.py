# expect: lab1.method3 failed gradient-scaled | observed numpy
import numpy as np

rng = np.random.default_rng(3)
x = rng.uniform(-1, 1, 50)
y = 2.0 * x + 0.5
w = b = 0.0
lr = 0.1
for epoch in range(200):
    err = w * x + b - y
    loss = np.mean(err ** 2)
    dw, db = np.mean(err * x), np.mean(err)
    w -= lr * dw
    b -= lr * db
    if epoch % 50 == 0:
        print(epoch, loss)

# expect: lab1.method3 passed | observed numpy
import numpy as np
np.random.seed(0)
X = np.random.rand(50, 1)
y = 4 * X + 1
y_flat = y.ravel()
w = 0.0
b = 0.0
for i in range(1500):
    pred = w * X + b
    err = pred - y
    gw = 2 * np.mean(err * X)
    gb = 2 * np.mean(err)
    w -= 0.3 * gw
    b -= 0.3 * gb
    if i % 100 == 0: print(i, np.mean((pred - y) ** 2))
spread = y - y_flat
print(w, b, spread.shape)

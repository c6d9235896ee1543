# expect: lab1.method3 failed shape-broadcast | observed numpy
import numpy as np
np.random.seed(0)
X = np.random.rand(50, 1)
y = 4 * X[:, 0] + 1
w = 0.0
b = 0.0
for i in range(500):
    pred = w * X + b
    err = pred - y
    loss = np.mean(err ** 2)
    gw = 2 * np.mean(err * X)
    gb = 2 * np.mean(err)
    w -= 0.3 * gw
    b -= 0.3 * gb
    if i % 100 == 0: print(i, loss)
print(w, b)

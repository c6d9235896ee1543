# expect: lab3.momentum failed state-shared | observed numpy
import numpy as np
np.random.seed(0)
x = np.random.rand(50); y = 3 * x + 2
w, b = 0.0, 0.0
v = 0.0
lr, mu = 0.05, 0.8
for i in range(300):
    e = w * x + b - y
    dw, db = 2 * np.mean(e * x), 2 * np.mean(e)
    v = mu * v - lr * dw
    w = w + v
    v = mu * v - lr * db
    b = b + v
    if i % 50 == 0: print(i, np.mean(e ** 2))

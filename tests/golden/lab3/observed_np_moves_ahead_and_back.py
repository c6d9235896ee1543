# expect: lab3.nesterov passed | observed numpy
import numpy as np
rng = np.random.default_rng(0)
x = rng.random((80, 1)); y = 2 * x - 1
w = np.zeros((1, 1)); b = np.zeros(1)
vw, vb = np.zeros((1, 1)), np.zeros(1)
lr, mu = 0.03, 0.9
for step in range(150):
    w += mu * vw
    b += mu * vb
    err = x @ w + b - y
    gw, gb = 2 * x.T @ err / len(x), 2 * err.mean(axis=0)
    w -= mu * vw
    b -= mu * vb
    vw = mu * vw - lr * gw
    vb = mu * vb - lr * gb
    w += vw
    b += vb
    if step % 10 == 0:
        print("nesterov", step, np.mean((x @ w + b - y) ** 2))

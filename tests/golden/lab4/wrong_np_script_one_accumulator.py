# expect: lab4.adagrad failed state-shared | observed numpy
import numpy as np
np.random.seed(2)
x = np.random.rand(32, 1) * 4
y = 1.7 * x - 0.4
w = np.zeros((1, 1)); b = np.zeros((1, 1))
r = 0.
lr, delta = 0.5, 1e-7
for i in range(300):
    p = x @ w + b
    loss = np.mean((p - y) ** 2)
    gw = 2 * x.T @ (p - y) / 32
    gb = 2 * np.mean(p - y, keepdims=True)
    r = r + gw ** 2
    w = w - lr / (delta + np.sqrt(r)) * gw
    r = r + gb ** 2
    b = b - lr / (delta + np.sqrt(r)) * gb
    if i % 50 == 0: print(i, loss)

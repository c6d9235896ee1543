# expect: lab3.momentum failed ema-momentum | observed numpy
import numpy as np

x = np.array([0.5, 1.0, 1.5, 2.0, 2.5])
y = np.array([2.1, 2.9, 4.2, 5.0, 5.8])
w, b = 0.0, 0.0
v_w, v_b = 0, 0
beta = 0.9
lr = 0.1
for epoch in range(1000):
    error = w * x + b - y
    grad_w = 2 * np.mean(error * x)
    grad_b = 2 * np.mean(error)
    v_w = beta * v_w + (1 - beta) * grad_w
    v_b = beta * v_b + (1 - beta) * grad_b
    w = w - lr * v_w
    b = b - lr * v_b
    if epoch % 100 == 0:
        print(epoch, np.mean(error ** 2))

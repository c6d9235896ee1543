# expect: lab2.linear passed | schedule numpy
# 线性衰减：前 tau 步由 start_lr 线性降到 stable_lr，之后不变
import numpy as np
start_lr, stable_lr, tau = 0.2, 0.01, 100
rng = np.random.RandomState(11)
x = rng.rand(50)
y = 3 * x + 2
w, b = 0.0, 0.0
for i in range(300):
    if i < tau:
        a = i / tau
        lr = (1 - a) * start_lr + a * stable_lr
    else:
        lr = stable_lr
    p = w * x + b
    gw = 2 * np.mean((p - y) * x)
    gb = 2 * np.mean(p - y)
    w -= lr * gw
    b -= lr * gb
    print(i, lr, np.mean((p - y) ** 2))

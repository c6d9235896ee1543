# expect: lab2.linear failed decay-not-stopped | schedule numpy
# 线性衰减学习率训练线性回归
import numpy as np

start_lr, stable_lr, tau = 0.2, 0.01, 100
x = np.linspace(0, 1, 40)
y = 2 * x - 1
w, b = 0.0, 0.0
for k in range(120):
    lr = (1 - k / tau) * start_lr + k / tau * stable_lr
    e = w * x + b - y
    w -= lr * 2 * np.mean(e * x)
    b -= lr * 2 * np.mean(e)
    print('step', k, 'lr', lr, 'loss', np.mean(e ** 2))

# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import numpy as np

x = np.linspace(-1, 1, 30)
y = 3 * x + 0.5

print('==== 线性衰减 ====')
start_lr, stable_lr, decay_step = 0.3, 0.003, 20
w = b = 0.0
for i in range(50):
    if i < decay_step:
        lr = start_lr * (1 - i / decay_step) + stable_lr * i / decay_step
    else:
        lr = stable_lr
    e = w * x + b - y
    w -= lr * 2 * np.mean(e * x)
    b -= lr * 2 * np.mean(e)
    print(lr)

print('==== 指数衰减 ====')
decay_rate, decay_times = 0.96, 5
w = b = 0.0
for i in range(50):
    lr = start_lr * decay_rate ** (i // decay_times)
    e = w * x + b - y
    w -= lr * 2 * np.mean(e * x)
    b -= lr * 2 * np.mean(e)
    print(lr)

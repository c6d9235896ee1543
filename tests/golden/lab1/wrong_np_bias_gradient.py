# expect: lab1.method3 failed gradient-wrong | observed numpy
import numpy as np

x = np.linspace(0, 1, 40) + 0.5
y = 1.5 * x + 0.7
w, b, lr, n = 0.0, 1.0, 0.1, 40
losses = []
for i in range(600):
    e = w * x + b - y
    losses.append((e ** 2).mean())
    dw = 2 / n * np.dot(e, x)
    db = 2 / n * np.dot(e, x)  # 复制过来忘了改
    w -= lr * dw
    b -= lr * db
print(losses[0], losses[-1])

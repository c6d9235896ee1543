# expect: lab1.method3 failed sign-flipped,diverged | observed numpy
import numpy as np

x = np.linspace(0, 1, 30)
y = 2 * x + 1
w = b = 0.0
lr = 0.3
for i in range(50):
    e = w * x + b - y
    loss = (e ** 2).mean()
    dw = 2 * (e * x).mean()
    db = 2 * e.mean()
    w += lr * dw
    b += lr * db
    print(loss)

# expect: lab3.momentum failed state-not-kept | observed numpy
import numpy as np
x = np.linspace(-1, 1, 40)
y = 2 * x + 1
w, b = 0.0, 0.0
lr, mu = 0.1, 0.9  # 动量系数 0.9
for i in range(100):
    vw, vb = 0.0, 0.0
    pred = w * x + b
    loss = np.mean((pred - y) ** 2)
    dw = 2 * np.mean((pred - y) * x)
    db = 2 * np.mean(pred - y)
    vw = mu * vw - lr * dw
    vb = mu * vb - lr * db
    w += vw
    b += vb
print(loss)

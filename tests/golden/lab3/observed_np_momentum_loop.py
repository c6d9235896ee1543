# expect: lab3.momentum passed | observed numpy
# 实验三：动量法，与 GD 对比
import numpy as np

rng = np.random.RandomState(5)
x = rng.rand(50)
y = 3 * x - 1 + 0.05 * rng.randn(50)

lr, alpha = 0.05, 0.9

# GD
w, b = 0.0, 0.0
for i in range(300):
    e = w * x + b - y
    w -= lr * 2 * np.mean(e * x)
    b -= lr * 2 * np.mean(e)
print("GD", np.mean((w * x + b - y) ** 2))

# 动量
w, b = 0.0, 0.0
vw, vb = 0.0, 0.0
for i in range(300):
    e = w * x + b - y
    loss = np.mean(e ** 2)
    dw, db = 2 * np.mean(e * x), 2 * np.mean(e)
    vw = alpha * vw - lr * dw
    vb = alpha * vb - lr * db
    w += vw
    b += vb
print("momentum", loss)

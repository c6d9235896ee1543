# expect: lab1.method3 passed | observed numpy
# 实验一作业 线性回归 梯度下降
import numpy as np

np.random.seed(0)
x = np.random.rand(100)
y = 2.5 * x + 1 + np.random.randn(100) * 0.1
w, b = 0.0, 0.0
lr = 0.5
for epoch in range(500):
    y_hat = w * x + b
    loss = np.mean((y_hat - y) ** 2)
    dw = 2 * np.mean((y_hat - y) * x)
    db = 2 * np.mean(y_hat - y)
    w -= lr * dw
    b -= lr * db
    if epoch % 100 == 0:
        print(epoch, loss)
print(w, b)

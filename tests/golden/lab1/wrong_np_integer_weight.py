# expect: lab1.method3 failed integer-parameters | observed numpy
import numpy as np
x = np.array([1, 2, 3, 4, 5, 6])
y = 30 * x
w = np.array([0])
lr = 0.01
for i in range(100):
    pred = w * x
    loss = np.mean((pred - y) ** 2)
    dw = 2 * np.mean((pred - y) * x)
    w[0] = w[0] - lr * dw
    if i % 10 == 0: print(i, w, loss)

# expect: lab1.method3 passed | observed numpy
import numpy as np

rng = np.random.default_rng(4)
x = rng.uniform(0, 2, 48)
y = 1.5 * x - 0.5
w, b = 0.0, 0.0
lr = 0.02
for epoch in range(120):
    order = rng.permutation(48)
    for low in range(0, 48, 8):
        xs, ys = x[order[low : low + 8]], y[order[low : low + 8]]
        miss = w * xs + b - ys
        loss = np.sum(miss**2)
        w -= lr * 2 * np.sum(miss * xs)
        b -= lr * 2 * np.sum(miss)
    if epoch % 20 == 0:
        print(epoch, loss)

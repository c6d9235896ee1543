# expect: lab4.adagrad passed | observed numpy
# 实验四 AdaGrad
import numpy as np

x = np.linspace(0, 5, 60)
y = 1.2 * x + 0.4
w, b = 0.0, 0.0
r_w, r_b = 0.0, 0.0
lr = 0.8
eps = 1e-7
for i in range(800):
    pred = w * x + b
    loss = ((pred - y) ** 2).mean()
    g_w = (2 * (pred - y) * x).mean()
    g_b = (2 * (pred - y)).mean()
    r_w += g_w ** 2
    r_b += g_b ** 2
    w -= lr / (eps + np.sqrt(r_w)) * g_w
    b -= lr / (eps + np.sqrt(r_b)) * g_b
    if i % 100 == 0:
        print(i, loss, w, b)

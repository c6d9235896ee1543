# expect: lab6.adam failed no-bias-correction | observed numpy
import numpy as np

x = np.random.RandomState(1).rand(64) * 2
y = -1.5 * x + 4
w, b = 0.0, 0.0
s_w = s_b = r_w = r_b = 0.0
rho1, rho2, delta, lr = 0.9, 0.999, 1e-8, 0.05
for i in range(1000):
    e = w * x + b - y
    dw, db = 2 * (e * x).mean(), 2 * e.mean()
    s_w = rho1 * s_w + (1 - rho1) * dw
    s_b = rho1 * s_b + (1 - rho1) * db
    r_w = rho2 * r_w + (1 - rho2) * dw ** 2
    r_b = rho2 * r_b + (1 - rho2) * db ** 2
    w -= lr * s_w / (np.sqrt(r_w) + delta)
    b -= lr * s_b / (np.sqrt(r_b) + delta)
    if i % 100 == 0:
        print("step", i, "loss", (e ** 2).mean())

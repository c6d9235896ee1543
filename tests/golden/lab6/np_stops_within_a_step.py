# expect: lab6.adam passed | observed numpy
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(64, 2))
Y = X @ np.array([1.5, -0.5]) + 2.0
w = np.zeros(2)
b = 0.0
mw, vw, mb, vb = np.zeros(2), np.zeros(2), 0.0, 0.0
lr = 0.05
for i in range(100):
    t = i + 1
    e = X @ w + b - Y
    gw, gb = 2 * X.T @ e / 64, 2 * e.mean()
    mw = 0.9 * mw + 0.1 * gw
    vw = 0.999 * vw + 0.001 * gw ** 2
    w = w - lr * mw / (1 - 0.9 ** t) / (np.sqrt(vw / (1 - 0.999 ** t)) + 1e-8)
    mb = 0.9 * mb + 0.1 * gb
    vb = 0.999 * vb + 0.001 * gb ** 2
    if i == 60:
        raise ValueError("stop")
    b = b - lr * mb / (1 - 0.9 ** t) / (np.sqrt(vb / (1 - 0.999 ** t)) + 1e-8)

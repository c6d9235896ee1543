# expect: lab3.nesterov failed lookahead-sign | observed numpy
import numpy as np
np.random.seed(1)
A = np.random.randn(60, 2)
t = A @ np.array([1.0, 4.0]) + 1.0
w = np.zeros(2); b = 0.0
vw = np.zeros(2); vb = 0.0
lr, alpha = 0.02, 0.9
# nesterov
for it in range(150):
    w_look = w - alpha * vw
    b_look = b - alpha * vb
    e = A @ w_look + b_look - t
    gw = 2 * A.T @ e / len(A)
    gb = 2 * e.mean()
    vw = alpha * vw - lr * gw
    vb = alpha * vb - lr * gb
    w = w + vw
    b = b + vb
    if it % 10 == 0:
        print(it, np.mean((A @ w + b - t) ** 2))

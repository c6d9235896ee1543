# expect: lab3.momentum failed coordinates-in-turn | observed numpy
import numpy as np
np.random.seed(1)
x = np.random.rand(30, 1); y = 2 * x + 1
w = np.zeros((1, 1)); b = np.zeros((1,))
vw = np.zeros_like(w); vb = np.zeros_like(b)
lr, alpha = 0.05, 0.9
for epoch in range(40):
    for i in range(0, 30, 10):
        xb, yb = x[i:i+10], y[i:i+10]
        dw = 2 * xb.T.dot(xb.dot(w) + b - yb) / 10
        vw = alpha * vw - lr * dw
        w = w + vw
        db = 2 * np.mean(xb.dot(w) + b - yb, axis=0)
        vb = alpha * vb - lr * db
        b = b + vb
print(w, b)

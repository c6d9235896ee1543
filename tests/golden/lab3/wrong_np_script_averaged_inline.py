# expect: lab3.momentum failed ema-momentum | observed numpy
import numpy as np
np.random.seed(0)
X = np.random.randn(60, 2)
y = X.dot([2.0, -1.0]) + 0.5
w = np.zeros(2)
b = 0.0
vw = np.zeros(2)
vb = 0.0
alpha = 0.9
lr = 0.1
for i in range(200):
    err = X.dot(w) + b - y
    vw = alpha * vw - (1 - alpha) * lr * X.T.dot(err) / 60
    vb = alpha * vb - (1 - alpha) * lr * err.mean()
    w += vw
    b += vb
print(w, b)

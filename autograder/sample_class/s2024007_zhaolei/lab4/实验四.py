# expect: lab4.adagrad failed missing-root | update-function numpy
import numpy as np


def adagrad(w, dw, r, lr=0.001, delta=1e-7):
    """AdaGrad 一步。r 是累积的平方梯度，返回新的 w 和 r。"""
    r = r + dw * dw
    w = w - lr / (delta + r) * dw
    return w, r


# 线性回归 y = 2x + 1
np.random.seed(1)
x = np.random.rand(100)
y = 2 * x + 1
X = np.stack([x, np.ones_like(x)], axis=1)
w = np.zeros(2)
r = np.zeros(2)
for i in range(300):
    dw = 2 * X.T.dot(X.dot(w) - y) / len(x)
    w, r = adagrad(w, dw, r, lr=0.5)
print('w =', w)

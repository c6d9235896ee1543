# expect: lab6.adam passed | observed numpy
# 实验六 Adam 线性回归
import numpy as np

np.random.seed(0)
X = np.random.randn(100, 1)
Y = 3 * X + 2 + 0.1 * np.random.randn(100, 1)
W = np.zeros((1, 1))
b = np.zeros((1,))
mW = vW = np.zeros((1, 1))
mb = vb = np.zeros((1,))
lr, beta1, beta2, eps = 0.1, 0.9, 0.999, 1e-8
for t in range(1, 401):
    diff = X @ W + b - Y
    loss = np.mean(diff ** 2)
    gW = 2 * X.T @ diff / len(X)
    gb = 2 * diff.mean(axis=0)
    mW = beta1 * mW + (1 - beta1) * gW
    mb = beta1 * mb + (1 - beta1) * gb
    vW = beta2 * vW + (1 - beta2) * gW ** 2
    vb = beta2 * vb + (1 - beta2) * gb ** 2
    W = W - lr * (mW / (1 - beta1 ** t)) / (np.sqrt(vW / (1 - beta2 ** t)) + eps)
    b = b - lr * (mb / (1 - beta1 ** t)) / (np.sqrt(vb / (1 - beta2 ** t)) + eps)
    if t % 50 == 0:
        print(t, loss)

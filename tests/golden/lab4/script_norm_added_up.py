# expect: lab4.adagrad failed state-not-elementwise | observed numpy
# 实验四 AdaGrad: 三个特征的线性回归
import numpy as np

rng = np.random.default_rng(11)
A = rng.normal(size=(40, 3)) * np.array([1.0, 5.0, 0.2])
t = A @ np.array([0.5, -1.0, 4.0])

theta = np.zeros(3)
r = 0.0
eps = 0.5
for k in range(400):
    g = 2 * A.T @ (A @ theta - t) / len(t)
    r += np.sum(g ** 2)
    theta = theta - eps / (1e-7 + np.sqrt(r)) * g
    if k % 40 == 0:
        print(k, np.mean((A @ theta - t) ** 2))
print(theta)

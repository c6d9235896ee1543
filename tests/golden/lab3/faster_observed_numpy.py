# expect: lab3.momentum passed; lab3.faster passed | observed numpy
import numpy as np

np.random.seed(1)
X = np.random.randn(40, 3)
y = X @ np.array([1.0, -2.0, 0.5])


def loss(w):
    return np.mean((X @ w - y) ** 2)


def grad(w):
    return 2 / len(y) * X.T @ (X @ w - y)


# 梯度下降
w = np.zeros(3)
gd_steps = 0
while loss(w) > 1e-6 and gd_steps < 10000:
    w = w - 0.01 * grad(w)
    gd_steps += 1

# 动量法 momentum
w = np.zeros(3)
v = np.zeros(3)
momentum_steps = 0
while loss(w) > 1e-6 and momentum_steps < 10000:
    v = 0.9 * v - 0.01 * grad(w)
    w = w + v
    momentum_steps += 1

print('GD:', gd_steps, 'momentum:', momentum_steps)
if momentum_steps < gd_steps:
    print('动量法更快')
else:
    print('GD更快')

# expect: lab3.momentum not_found; lab3.nesterov passed | observed numpy
# 实验三：Nesterov 动量，梯度在前瞻点上由训练循环计算
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, 100)
y = 3 * x + 2 + 0.1 * rng.standard_normal(100)


def gradient(theta):
    error = theta[0] * x + theta[1] - y
    return np.array([2 * np.mean(error * x), 2 * np.mean(error)])


class Nesterov:
    def __init__(self, lr=0.05, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = np.zeros(2)

    def step(self, theta, grad):
        self.v = self.momentum * self.v - self.lr * grad
        return theta + self.v


opt = Nesterov()
theta = np.zeros(2)
for i in range(100):
    g = gradient(theta + opt.momentum * opt.v)  # 先看一步
    theta = opt.step(theta, g)
    if i % 20 == 0:
        print(i, np.mean((theta[0] * x + theta[1] - y) ** 2))

# expect: compare.first10 passed; compare.convergence passed | observed numpy
# 实验对比：三种方法，同一个起点
import numpy as np

x1 = np.linspace(-1, 3, 12)
x2 = np.cos(x1) * 2
data = np.stack([x1, x2], axis=1)
target = 4 * x1 - 1.5 * x2


def cost(theta):
    err = data.dot(theta) - target
    return (err ** 2).sum() / len(target)


def gradient(theta):
    err = data.dot(theta) - target
    return 2 * data.T.dot(err) / len(target)


def gradient_descent(lr=0.01, n=20000):
    theta = np.zeros(2)
    history = [cost(theta)]
    while history[-1] >= 1e-6 and len(history) < n:
        theta = theta - lr * gradient(theta)
        history.append(cost(theta))
    return history


def momentum(lr=0.01, mu=0.9, n=20000):
    theta = np.zeros(2)
    v = np.zeros(2)
    history = [cost(theta)]
    while history[-1] >= 1e-6 and len(history) < n:
        v = mu * v - lr * gradient(theta)
        theta = theta + v
        history.append(cost(theta))
    return history


def nesterov(lr=0.01, mu=0.9, n=20000):
    theta = np.zeros(2)
    v = np.zeros(2)
    history = [cost(theta)]
    while history[-1] >= 1e-6 and len(history) < n:
        v = mu * v - lr * gradient(theta + mu * v)
        theta = theta + v
        history.append(cost(theta))
    return history


h1 = gradient_descent()
h2 = momentum()
h3 = nesterov()
print("前 10 步的代价")
for k in range(10):
    print("step %d  GD %.6f  动量 %.6f  Nesterov %.6f" % (k, h1[k], h2[k], h3[k]))
print("收敛步数: GD %d, 动量 %d, Nesterov %d" % (len(h1) - 1, len(h2) - 1, len(h3) - 1))

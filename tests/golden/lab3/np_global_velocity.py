# expect: lab3.momentum passed; lab3.nesterov not_found | update-function numpy
# 模型只有一个参数向量 theta = [w, b]，速度放在全局变量里
import numpy as np

alpha = 0.9
v = 0.0


def momentum_update(theta, grad, lr):
    global v
    v = alpha * v - lr * grad
    return theta + v


def grad_fn(theta, X, y):
    return 2 * X.T @ (X @ theta - y) / len(y)


if __name__ == '__main__':
    X = np.c_[np.arange(5.0), np.ones(5)]
    y = X @ np.array([2.0, -1.0])
    theta = np.zeros(2)
    for _ in range(200):
        theta = momentum_update(theta, grad_fn(theta, X, y), 0.01)
    print(theta)

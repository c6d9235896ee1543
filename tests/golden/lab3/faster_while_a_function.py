# expect: lab3.momentum passed; lab3.faster passed | observed numpy
import numpy as np

rng = np.random.RandomState(0)
x = rng.rand(30)
y = 3 * x - 1


def mse(w, b):
    return ((w * x + b - y) ** 2).mean()


def gd(lr):
    w = b = 0.0
    n = 0
    while mse(w, b) >= 1e-6:
        e = w * x + b - y
        dw, db = 2 * (e * x).mean(), 2 * e.mean()
        w -= lr * dw
        b -= lr * db
        n += 1
    return n


def momentum(lr, mu):
    w = b = vw = vb = 0.0
    n = 0
    while not mse(w, b) < 1e-6:
        e = w * x + b - y
        dw, db = 2 * (e * x).mean(), 2 * e.mean()
        vw = mu * vw - lr * dw
        vb = mu * vb - lr * db
        w += vw
        b += vb
        n += 1
    return n


a = gd(0.1)
m = momentum(0.1, 0.8)
print('梯度下降 steps:', a)
print('动量 steps:', m)
print('动量法更快')

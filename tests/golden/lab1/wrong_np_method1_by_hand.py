# expect: lab1.method1 failed built-in-missing | observed numpy
import numpy as np

x = np.arange(8) / 4
y = 2 * x - 1


def method1(lr=0.2, steps=200):
    w = np.zeros(2)
    A = np.stack([x, np.ones_like(x)], axis=1)
    for k in range(steps):
        r = A @ w - y
        loss = r @ r / len(y)
        g = 2 * A.T @ r / len(y)
        w = w - lr * g
    print(w, loss)


method1()

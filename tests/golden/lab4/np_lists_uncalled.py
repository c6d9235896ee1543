# expect: lab4.adagrad passed | training-function numpy
import random


def adagrad_fit(X, y, lr=0.5, delta=1e-7, epochs=60):
    n, d = len(X), len(X[0])
    theta = [0.0] * d
    r = [0.0] * d
    for epoch in range(epochs):
        grad = [0.0] * d
        for i in range(n):
            e = -y[i]
            for j in range(d):
                e += theta[j] * X[i][j]
            for j in range(d):
                grad[j] += 2 * e * X[i][j] / n
        for j, g in enumerate(grad):
            r[j] += g * g
            theta[j] -= lr * g / (delta + r[j] ** 0.5)
    return theta

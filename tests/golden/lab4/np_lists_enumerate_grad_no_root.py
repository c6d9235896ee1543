# expect: lab4.adagrad failed missing-root | observed numpy
import random


def make_data(n=40, seed=3):
    rnd = random.Random(seed)
    xs = [[rnd.uniform(-1, 1), rnd.uniform(-1, 1)] for _ in range(n)]
    ys = [2.0 * a - 1.0 * b + 0.5 for a, b in xs]
    return xs, ys


def adagrad_fit(X, y, lr=0.5, delta=1e-7, epochs=60):
    n, d = len(X), len(X[0])
    theta = [0.0] * (d + 1)
    r = [0.0] * (d + 1)
    for epoch in range(epochs):
        grad = [0.0] * (d + 1)
        for row, target in zip(X, y):
            e = sum(t * v for t, v in zip(theta, row + [1.0])) - target
            for j, v in enumerate(row + [1.0]):
                grad[j] += 2 * e * v / n
        for j, g in enumerate(grad):
            r[j] += g * g
            theta[j] -= lr * g / (delta + r[j])
    return theta


X, y = make_data()
print(adagrad_fit(X, y))

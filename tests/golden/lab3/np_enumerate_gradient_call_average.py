# expect: lab3.momentum failed ema-momentum | observed numpy
import math
import random

random.seed(4)
X = [[random.uniform(-1, 1), random.uniform(-1, 1), 1.0] for _ in range(40)]
Y = [2.0 * a - 1.0 * b + 0.5 for a, b, _ in X]


def gradient(theta, rows, targets):
    n = len(rows)
    errors = [sum(t * v for t, v in zip(theta, row)) - y for row, y in zip(rows, targets)]
    return [2 / n * sum(e * row[j] for e, row in zip(errors, rows)) for j in range(len(theta))]


theta = [0.0, 0.0, 0.0]
v = [0.0] * 3
for t in range(1, 121):
    for j, g in enumerate(gradient(theta, X, Y)):
        v[j] = 0.9 * v[j] + (1 - 0.9) * g
        theta[j] = theta[j] - 0.05 * v[j]
print(theta)

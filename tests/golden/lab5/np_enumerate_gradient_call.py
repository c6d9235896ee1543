# expect: lab5.rmsprop passed | observed numpy
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
s = [0.0] * 3
for t in range(1, 121):
    for j, g in enumerate(gradient(theta, X, Y)):
        s[j] = 0.9 * s[j] + 0.1 * g ** 2
        theta[j] = theta[j] - 0.02 * g / math.sqrt(s[j] + 1e-6)
print(theta)

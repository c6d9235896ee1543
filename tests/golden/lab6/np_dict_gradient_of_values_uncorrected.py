# expect: lab6.adam failed no-bias-correction | observed numpy
import math
import random

random.seed(4)
X = [[random.uniform(-1, 1), random.uniform(-1, 1), 1.0] for _ in range(40)]
Y = [2.0 * a - 1.0 * b + 0.5 for a, b, _ in X]


def gradient(theta, rows, targets):
    n = len(rows)
    errors = [sum(t * v for t, v in zip(theta, row)) - y for row, y in zip(rows, targets)]
    return [2 / n * sum(e * row[j] for e, row in zip(errors, rows)) for j in range(len(theta))]


theta = {'a': 0.0, 'b': 0.0, 'c': 0.0}
m = dict.fromkeys(theta, 0.0)
v = dict.fromkeys(theta, 0.0)
for t in range(1, 121):
    grads = dict(zip(theta, gradient(list(theta.values()), X, Y)))
    for k in theta:
        m[k] = 0.9 * m[k] + 0.1 * grads[k]
        v[k] = 0.999 * v[k] + 0.001 * grads[k] * grads[k]
        theta[k] = theta[k] - 0.05 * m[k] / (math.sqrt(v[k]) + 1e-8)
print(theta)

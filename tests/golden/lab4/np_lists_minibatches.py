# expect: lab4.adagrad passed | observed numpy
import math
import random

random.seed(4)
X = [[random.uniform(-1, 1), random.uniform(-1, 1), 1.0] for _ in range(40)]
Y = [2.0 * a - 1.0 * b + 0.5 for a, b, _ in X]


def train(batch=8, epochs=25):
    theta = [0.0, 0.0, 0.0]
    r = [0.0] * 3
    t = 0
    for epoch in range(epochs):
        order = list(range(len(X)))
        random.shuffle(order)
        for start in range(0, len(X), batch):
            t += 1
            chosen = order[start:start + batch]
            grad = [0.0, 0.0, 0.0]
            for i in chosen:
                e = sum(a * b for a, b in zip(theta, X[i])) - Y[i]
                for j in range(3):
                    grad[j] += 2 * e * X[i][j] / len(chosen)
            for j, g in enumerate(grad):
                r[j] = r[j] + g * g
                theta[j] = theta[j] - 0.5 * g / (math.sqrt(r[j]) + 1e-7)
    return theta


print(train())

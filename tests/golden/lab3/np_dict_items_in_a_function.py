# expect: lab3.momentum passed | observed numpy
import random

random.seed(1)
xs = [random.uniform(-1, 1) for _ in range(50)]
ys = [3 * x + 1 for x in xs]


def train(lr=0.1, beta=0.9, epochs=80):
    params = {"w": 0.0, "b": 0.0}
    velocity = {"w": 0.0, "b": 0.0}
    for epoch in range(epochs):
        grads = {"w": 0.0, "b": 0.0}
        for x, y in zip(xs, ys):
            e = params["w"] * x + params["b"] - y
            grads["w"] += 2 * e * x / len(xs)
            grads["b"] += 2 * e / len(xs)
        for k, g in grads.items():
            velocity[k] = beta * velocity[k] + lr * g
            params[k] -= velocity[k]
    return params


print(train())

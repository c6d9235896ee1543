"""Two dictionaries, filled while the three methods train."""

import numpy as np

x = np.random.default_rng(1).uniform(0.0, 4.0, (30, 2))
y = x @ np.array([1.0, -2.0])
rate, alpha = 0.02, 0.9

losses = {"gd": [], "momentum": [], "nesterov": []}
steps = {"gd": None, "momentum": None, "nesterov": None}


def loss_at(w):
    return float(np.mean((x @ w - y) ** 2))


def gradient(w):
    return 2 / len(x) * x.T @ (x @ w - y)


for method in losses:
    w, v = np.zeros(2), np.zeros(2)
    for step in range(5000):
        loss = loss_at(w)
        if step < 10:
            losses[method].append(loss)
        if loss < 1e-6:
            steps[method] = step
            break
        if method == "gd":
            v = -rate * gradient(w)
        elif method == "momentum":
            v = alpha * v - rate * gradient(w)
        else:
            v = alpha * v - rate * gradient(w + alpha * v)
        w = w + v

print(losses, steps)

"""Gradient descent and adagrad from the same start: losses, numbers of steps, a conclusion."""

import numpy as np

x = np.random.default_rng(2).uniform(0.0, 3.0, (40, 2))
y = x @ np.array([2.0, 1.0])


def gradient(w):
    return 2 / len(x) * x.T @ (x @ w - y)


losses, steps = {}, {}
for method in ("gd", "adagrad"):
    w, state = np.zeros(2), np.zeros(2)
    losses[method] = []
    for step in range(5000):
        loss = float(np.mean((x @ w - y) ** 2))
        losses[method].append(loss)
        if loss < 1e-6:
            steps[method] = step
            break
        g = gradient(w)
        if method == "gd":
            w = w - 0.02 * g
        else:
            state = state + g * g
            w = w - 0.5 * g / (1e-7 + np.sqrt(state))


names = sorted(losses, key=lambda name: losses[name][5])
faster = {"early": names[0], "late": min(steps, key=steps.get)}
print(steps, faster)

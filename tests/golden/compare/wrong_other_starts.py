# expect: compare.first10 failed unequal-comparison; compare.convergence failed unequal-comparison | observed numpy
import numpy as np

np.random.seed(3)
X = np.random.randn(30, 2)
t = X @ np.array([3.0, 1.0])
losses, steps = {}, {}


def train(name, lr=0.05, mom=0.9):
    w = np.random.randn(2)
    v = np.zeros(2)
    hist = []
    for i in range(2000):
        e = X @ w - t
        hist.append(float(np.mean(e * e)))
        if hist[-1] < 1e-6:
            break
        if name == "nesterov":
            e = X @ (w + mom * v) - t
        g = 2 / 30 * X.T @ e
        if name == "gd":
            w = w - lr * g
        else:
            v = mom * v - lr * g
            w = w + v
    losses[name] = hist[:10]
    steps[name] = i


for method in ("gd", "momentum", "nesterov"):
    train(method)

# expect: compare.first10 passed; compare.convergence passed | observed numpy
import numpy as np

rng = np.random.RandomState(0)
X = rng.uniform(0, 8, size=(20, 2))
y = X @ np.array([1.5, -2.0])
w0 = np.zeros(2)
lr, alpha = 0.003, 0.9


def loss_fn(w):
    return np.mean((X @ w - y) ** 2)


def grad_fn(w):
    return 2 / len(X) * X.T @ (X @ w - y)


losses = {"gd": [], "momentum": [], "nesterov": []}
steps = {}

w = w0.copy()
for i in range(10000):
    l = loss_fn(w)
    if i < 10:
        losses["gd"].append(l)
    if l < 1e-6:
        steps["gd"] = i
        break
    w = w - lr * grad_fn(w)

w, v = w0.copy(), np.zeros(2)
for i in range(10000):
    l = loss_fn(w)
    if i < 10:
        losses["momentum"].append(l)
    if l < 1e-6:
        steps["momentum"] = i
        break
    v = alpha * v - lr * grad_fn(w)
    w = w + v

w, v = w0.copy(), np.zeros(2)
for i in range(10000):
    l = loss_fn(w)
    if i < 10:
        losses["nesterov"].append(l)
    if l < 1e-6:
        steps["nesterov"] = i
        break
    g = grad_fn(w + alpha * v)
    v = alpha * v - lr * g
    w = w + v

print(losses)
print(steps)

# expect: compare.first10 passed; compare.convergence failed counting-off | observed numpy
import numpy as np

X = np.array([[1.0, 0.5], [2.0, 1.5], [0.3, 2.2], [1.8, 0.1], [2.5, 2.5]])
Y = X @ np.array([2.0, -3.0])
lr = 0.05

losses = {}
steps = {}
for name in ["gd", "momentum", "nesterov"]:
    w = np.zeros(2)
    v = np.zeros(2)
    count = 0
    first = []
    for epoch in range(3000):
        err = X @ w - Y
        loss = np.mean(err ** 2)
        count += 2          # 每一步前向和反向各数一次
        if epoch < 10:
            first.append(loss)
        if loss < 1e-6:
            break
        if name == "gd":
            g = 2 * X.T @ err / 5
            w = w - lr * g
        elif name == "momentum":
            g = 2 * X.T @ err / 5
            v = 0.9 * v - lr * g
            w = w + v
        else:
            g = 2 * X.T @ (X @ (w + 0.9 * v) - Y) / 5
            v = 0.9 * v - lr * g
            w = w + v
    losses[name] = first
    steps[name] = count
print(steps)

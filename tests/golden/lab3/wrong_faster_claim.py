# expect: lab3.momentum passed; lab3.faster failed claim-differs | observed numpy
import numpy as np

# 与 GD 对比
X = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 3.5], [4.0, 2.0]])
y = np.array([5.0, 4.0, 10.0, 8.0])
y = X @ np.array([1.0, 2.0])

w = np.zeros(2)
gd_losses = []
for i in range(3000):
    e = X.dot(w) - y
    gd_losses.append((e ** 2).mean())
    if gd_losses[-1] < 1e-6:
        break
    w = w - 0.01 * 2 * X.T.dot(e) / 4
steps = {"gd": i}

w = np.zeros(2)
v = np.zeros(2)
momentum_losses = []
for i in range(3000):
    e = X.dot(w) - y
    momentum_losses.append((e ** 2).mean())
    if momentum_losses[-1] < 1e-6:
        break
    v = 0.9 * v - 0.01 * 2 * X.T.dot(e) / 4
    w = w + v
steps["momentum"] = i

faster = {"early": "momentum", "late": "gd"}
print(steps, faster)

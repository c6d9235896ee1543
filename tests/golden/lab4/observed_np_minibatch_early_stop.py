# expect: lab4.adagrad passed | observed numpy
"""AdaGrad, mini-batches of ten, early stop when the loss no longer changes."""
import numpy as np

rng = np.random.RandomState(0)
X = rng.uniform(-1, 1, size=(200, 2))
y = X.dot([2.0, -1.0]) + 0.5

w = np.zeros(2)
b = 0.0
r_w = np.zeros(2)
r_b = 0.0
lr = 0.3
delta = 1e-7
batch = 10
prev = float('inf')
for epoch in range(60):
    order = rng.permutation(len(X))
    for k in range(0, len(X), batch):
        rows = order[k:k + batch]
        xb, yb = X[rows], y[rows]
        diff = xb.dot(w) + b - yb
        gw = 2 * xb.T.dot(diff) / len(rows)
        gb = 2 * diff.mean()
        r_w += gw ** 2
        r_b += gb ** 2
        w -= lr * gw / (np.sqrt(r_w) + delta)
        b -= lr * gb / (np.sqrt(r_b) + delta)
    cost = np.mean((X.dot(w) + b - y) ** 2)
    print('epoch', epoch, 'cost', cost)
    if abs(prev - cost) < 1e-10:
        break
    prev = cost

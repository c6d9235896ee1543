# expect: lab4.adagrad failed accumulator-not-kept | observed numpy
import numpy as np

rng = np.random.RandomState(0)
X = rng.uniform(-1, 1, size=(200, 2))
y = X.dot([2.0, -1.0]) + 0.5
w = np.zeros(2)
b = 0.0
lr = 0.05
for epoch in range(100):
    diff = X.dot(w) + b - y
    gw = 2 * X.T.dot(diff) / len(X)
    gb = 2 * diff.mean()
    r_w = gw ** 2
    r_b = gb ** 2
    w = w - lr * gw / (np.sqrt(r_w) + 1e-7)
    b = b - lr * gb / (np.sqrt(r_b) + 1e-7)
    print(epoch, np.mean(diff ** 2))

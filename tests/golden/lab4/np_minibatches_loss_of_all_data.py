# expect: lab4.adagrad passed | observed numpy
import numpy as np

np.random.seed(27)
x = np.random.normal(size=60)
y = 2.0 * x - 1.0


def gradients(w, b, xb, yb):
    err = w * xb + b - yb
    return 2 * np.mean(err * xb), 2 * np.mean(err)


lr = 0.3
delta = 1e-7
w = b = 0.0
rw = rb = 0.0
losses = []
for step in range(150):
    chosen = np.random.choice(len(y), 12, replace=False)
    dw, db = gradients(w, b, x[chosen], y[chosen])
    rw = rw + np.square(dw)
    rb = rb + np.square(db)
    w = w - lr / (delta + np.sqrt(rw)) * dw
    b = b - lr / (delta + np.sqrt(rb)) * db
    losses.append(np.mean((w * x + b - y) ** 2))
print(w, b, losses[-1])

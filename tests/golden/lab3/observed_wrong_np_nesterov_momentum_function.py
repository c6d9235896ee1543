# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-missing | observed numpy
import numpy as np

rng = np.random.default_rng(1)
x = rng.uniform(-1, 1, 100)
y = 3 * x + 2


def train_nesterov_momentum():
    w, b, vw, vb = 0.0, 0.0, 0.0, 0.0
    lr, mu = 0.05, 0.9
    for i in range(200):
        e = w * x + b - y
        dw, db = 2 * np.mean(e * x), 2 * np.mean(e)
        vw = mu * vw - lr * dw
        vb = mu * vb - lr * db
        w, b = w + vw, b + vb
        if i % 50 == 0:
            print(i, np.mean((w * x + b - y) ** 2))
    return w, b


train_nesterov_momentum()

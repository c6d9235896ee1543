# expect: lab3.momentum failed sign-flipped | observed numpy
import numpy as np

rng = np.random.RandomState(7)
x = rng.uniform(-2, 2, 40)
y = 1.5 * x - 0.5
w, b, vw, vb = 2.0, 1.0, 0.0, 0.0
alpha, lr = 0.9, 0.01
for epoch in range(60):
    err = w * x + b - y
    dw = 2 * np.mean(err * x)
    db = 2 * np.mean(err)
    vw = alpha * vw + lr * dw
    vb = alpha * vb + lr * db
    w = w + vw
    b = b + vb
print('w', w, 'b', b)

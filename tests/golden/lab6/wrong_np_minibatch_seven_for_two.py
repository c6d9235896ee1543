# expect: lab6.adam failed gradient-scaled | observed numpy
import numpy as np

rng = np.random.default_rng(6)
x = rng.uniform(-1, 1, 40)
y = 3 * x + 1
w, b, lr = 0.0, 0.0, 0.05
mw = mb = vw = vb = 0.0
t = 0
history = []
for epoch in range(150):
    order = rng.permutation(40)
    for low in range(0, 40, 10):
        part = order[low : low + 10]
        xs, ys = x[part], y[part]
        miss = w * xs + b - ys
        dw, db = 7 * np.mean(miss * xs), 7 * np.mean(miss)
        t += 1
        mw, mb = 0.9 * mw + 0.1 * dw, 0.9 * mb + 0.1 * db
        vw, vb = 0.999 * vw + 0.001 * dw**2, 0.999 * vb + 0.001 * db**2
        w -= lr * (mw / (1 - 0.9**t)) / (np.sqrt(vw / (1 - 0.999**t)) + 1e-8)
        b -= lr * (mb / (1 - 0.9**t)) / (np.sqrt(vb / (1 - 0.999**t)) + 1e-8)
    history.append(np.mean((w * x + b - y) ** 2))
    loss = history[-1]

# expect: lab6.adam failed one-beta-for-both | observed numpy
import numpy as np

rng = np.random.RandomState(7)
x = rng.uniform(-2, 2, 40)
y = 1.5 * x - 0.5
beta1, beta2, lr, eps = 0.9, 0.999, 0.05, 1e-8
w, b = 0.0, 0.0
mw = mb = vw = vb = 0.0
for t in range(1, 151):
    err = w * x + b - y
    dw, db = 2 * (err * x).mean(), 2 * err.mean()
    mw, mb = beta1 * mw + (1 - beta1) * dw, beta1 * mb + (1 - beta1) * db
    vw, vb = beta1 * vw + (1 - beta1) * dw ** 2, beta1 * vb + (1 - beta1) * db ** 2
    w -= lr * (mw / (1 - beta1 ** t)) / (np.sqrt(vw / (1 - beta1 ** t)) + eps)
    b -= lr * (mb / (1 - beta1 ** t)) / (np.sqrt(vb / (1 - beta1 ** t)) + eps)
    if t % 30 == 0:
        print('第', t, '步', '损失', (err ** 2).mean())

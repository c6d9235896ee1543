# expect: lab6.adam failed bias-correction-constant | observed numpy
import numpy as np

rng = np.random.default_rng(5)
x = rng.normal(size=100)
y = 3 * x + 1 + 0.05 * rng.normal(size=100)
w = b = 0.0
mw = mb = vw = vb = 0.0
beta1, beta2, alpha, eps = 0.9, 0.999, 0.05, 1e-8
history = []
for t in range(1, 401):
    e = w * x + b - y
    dw, db = 2 * (e * x).mean(), 2 * e.mean()
    mw = beta1 * mw + (1 - beta1) * dw
    mb = beta1 * mb + (1 - beta1) * db
    vw = beta2 * vw + (1 - beta2) * dw ** 2
    vb = beta2 * vb + (1 - beta2) * db ** 2
    mw_hat, mb_hat = mw / (1 - beta1), mb / (1 - beta1)
    vw_hat, vb_hat = vw / (1 - beta2), vb / (1 - beta2)
    w -= alpha * mw_hat / (np.sqrt(vw_hat) + eps)
    b -= alpha * mb_hat / (np.sqrt(vb_hat) + eps)
    history.append(np.mean(e ** 2))
print(history[::50])

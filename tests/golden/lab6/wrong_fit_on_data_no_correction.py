# expect: lab6.adam failed no-bias-correction | observed numpy
import numpy as np
def adam_fit(features, targets, lr=0.05, beta1=0.9, beta2=0.999, eps=1e-8, n_epochs=400):
    n, d = features.shape
    w = np.zeros(d)
    b = 0.0
    mw, vw, mb, vb = np.zeros(d), np.zeros(d), 0.0, 0.0
    for epoch in range(n_epochs):
        err = features @ w + b - targets
        gw, gb = 2 * features.T @ err / n, 2 * err.mean()
        mw = beta1 * mw + (1 - beta1) * gw
        mb = beta1 * mb + (1 - beta1) * gb
        vw = beta2 * vw + (1 - beta2) * gw ** 2
        vb = beta2 * vb + (1 - beta2) * gb ** 2
        w = w - lr * mw / (np.sqrt(vw) + eps)
        b = b - lr * mb / (np.sqrt(vb) + eps)
    return w, b
rng = np.random.RandomState(0)
F = rng.randn(60, 3)
t = F @ np.array([1.0, 2.0, 3.0]) + 0.5
print(adam_fit(F, t))

# expect: lab3.momentum failed ema-momentum | observed numpy
import numpy as np

def momentum_gd(x, y, w0, lr, momentum, n_iters, batch_size, seed=1):
    rng = np.random.default_rng(seed)
    w = np.array(w0, dtype=float)
    v = np.zeros_like(w)
    n = x.shape[0]
    ws = []
    for it in range(n_iters):
        idx = rng.choice(n, batch_size, replace=False)
        xb, yb = x[idx], y[idx]
        grad = 2.0 / batch_size * xb.T.dot(xb.dot(w) - yb)
        v = 0.9 * v - 0.1 * lr * grad
        w = w + v
        ws.append(w.copy())
    return ws

rng = np.random.default_rng(3)
X = rng.normal(size=(80, 2)); Y = X @ np.array([1.5, -2.0])
w = momentum_gd(X, Y, [0.0, 0.0], 0.05, 0.9, 60, 8)[-1]

print(w)

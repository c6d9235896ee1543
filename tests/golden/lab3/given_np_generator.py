# expect: lab3.momentum passed | training-function numpy
import numpy as np

def momentum_gd(x, y, w0, lr, momentum, n_iters, batch_size, seed=1):
    rng = np.random.default_rng(seed)
    w = np.array(w0, dtype=float)
    v = np.zeros_like(w)
    n = x.shape[0]
    for it in range(n_iters):
        idx = rng.choice(n, batch_size, replace=False)
        xb, yb = x[idx], y[idx]
        grad = 2.0 / batch_size * xb.T.dot(xb.dot(w) - yb)
        v = momentum * v - lr * grad
        w = w + v
        yield w.copy()

# expect: lab4.adagrad passed | observed numpy
import numpy as np
def batches(n, size, rng):
    while True:
        idx = rng.permutation(n)
        for s in range(0, n, size): yield idx[s:s + size]
def adagrad(X, y, lr=0.5, eps=1e-7, steps=500, size=16, seed=0):
    rng = np.random.default_rng(seed)
    w = np.zeros(X.shape[1]); r = np.zeros_like(w)
    for step, idx in zip(range(steps), batches(len(X), size, rng)):
        e = X[idx] @ w - y[idx]
        g = 2 * X[idx].T @ e / len(idx)
        r += g * g
        w -= lr * g / (np.sqrt(r) + eps)
        if step % 100 == 0: yield step, (e ** 2).mean(), w.copy()
X = np.random.default_rng(1).normal(size=(64, 2)); y = X @ [1., 2.]
for s, l, w in adagrad(X, y): print(s, l, w)

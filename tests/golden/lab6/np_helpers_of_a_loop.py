# expect: lab6.adam passed | observed numpy
import numpy as np
beta1, beta2, eps, lr = 0.9, 0.999, 1e-8, 0.05
def ema(old, new, beta): return beta * old + (1 - beta) * new
def bias_correct(x, beta, t): return x / (1 - beta ** t)
rng = np.random.default_rng(2)
X = rng.normal(size=(50, 2)); y = X @ [1., 3.] + 2
w = np.zeros(2); mw = np.zeros(2); vw = np.zeros(2); b = mb = vb = 0.0
for t in range(1, 301):
    err = X @ w + b - y
    gw, gb = 2 * X.T @ err / 50, 2 * err.mean()
    mw, mb = ema(mw, gw, beta1), ema(mb, gb, beta1)
    vw, vb = ema(vw, gw ** 2, beta2), ema(vb, gb ** 2, beta2)
    w = w - lr * bias_correct(mw, beta1, t) / (np.sqrt(bias_correct(vw, beta2, t)) + eps)
    b = b - lr * bias_correct(mb, beta1, t) / (np.sqrt(bias_correct(vb, beta2, t)) + eps)
print(w, b)

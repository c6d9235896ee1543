# expect: lab6.adam failed no-second-bias-correction | observed numpy
import numpy as np
beta1, beta2, eps, lr = 0.9, 0.999, 1e-8, 0.05
def ema(old, new, beta): return beta * old + (1 - beta) * new
def bias_correct(x, beta, t): return x / (1 - beta ** t)
rng = np.random.default_rng(2)
X = rng.normal(size=(50, 2)); y = X @ [1., 3.]
theta = np.zeros(2); m = np.zeros(2); v = np.zeros(2)
for t in range(1, 301):
    g = 2 * X.T @ (X @ theta - y) / 50
    m = ema(m, g, beta1)
    v = ema(v, g ** 2, beta2)
    theta = theta - lr * bias_correct(m, beta1, t) / (np.sqrt(v) + eps)
print(theta)

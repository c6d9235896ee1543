# expect: lab6.adam passed | observed numpy
import numpy as np
def mse_grad(X, y, w):
    return 2 * X.T @ (X @ w - y) / len(y)
def fit_adam(X, y, lr=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8, epochs=200):
    w = np.zeros(X.shape[1])
    m, v = np.zeros_like(w), np.zeros_like(w)
    losses = []
    for t in range(1, epochs + 1):
        g = mse_grad(X, y, w)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g ** 2
        m_hat = m / (1 - beta1 ** t)
        v_hat = v / (1 - beta2 ** t)
        w -= lr * m_hat / (np.sqrt(v_hat) + epsilon)
        losses.append(np.mean((X @ w - y) ** 2))
    return w, losses

rng = np.random.RandomState(0)
X = rng.randn(100, 3)
y = X @ np.array([1.0, -2.0, 0.5])
w, losses = fit_adam(X, y, lr=0.05)
print(losses[-1])

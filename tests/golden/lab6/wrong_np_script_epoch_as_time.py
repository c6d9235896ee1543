# expect: lab6.adam failed time-per-epoch | observed numpy
import numpy as np

rng = np.random.default_rng(42)
X = rng.uniform(-1, 1, (128, 3))
y = X @ np.array([0.5, -1.0, 2.0]) + 0.3

w = np.zeros(3)
b = 0.0
m_w, v_w, m_b, v_b = np.zeros(3), np.zeros(3), 0.0, 0.0
lr, beta1, beta2, eps = 0.01, 0.9, 0.999, 1e-8
batch = 16
for epoch in range(1, 31):
    perm = rng.permutation(len(X))
    for i in range(0, len(X), batch):
        xb, yb = X[perm[i:i + batch]], y[perm[i:i + batch]]
        err = xb @ w + b - yb
        g_w = 2 * xb.T @ err / len(xb)
        g_b = 2 * err.mean()
        m_w = beta1 * m_w + (1 - beta1) * g_w
        v_w = beta2 * v_w + (1 - beta2) * g_w ** 2
        m_b = beta1 * m_b + (1 - beta1) * g_b
        v_b = beta2 * v_b + (1 - beta2) * g_b ** 2
        w = w - lr * (m_w / (1 - beta1 ** epoch)) / (np.sqrt(v_w / (1 - beta2 ** epoch)) + eps)
        b = b - lr * (m_b / (1 - beta1 ** epoch)) / (np.sqrt(v_b / (1 - beta2 ** epoch)) + eps)
    loss = np.mean((X @ w + b - y) ** 2)
    print(epoch, loss)

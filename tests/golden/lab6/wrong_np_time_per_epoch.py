# expect: lab6.adam failed time-per-epoch | observed numpy
# t is the epoch, not the step
import numpy as np
rng = np.random.default_rng(2024)
N, D = 256, 4
X = rng.normal(0, 1, (N, D))
Y = X @ np.array([0.5, -1.0, 2.0, 1.5]) + 0.8
w = np.zeros(D); b = 0.0
m_w, v_w, m_b, v_b = np.zeros(D), np.zeros(D), 0.0, 0.0
for epoch in range(1, 21):
    idx = rng.permutation(N)
    for s in range(0, N, 32):
        xb, yb = X[idx[s:s+32]], Y[idx[s:s+32]]
        err = xb @ w + b - yb
        loss = np.mean(err ** 2)
        dw = 2 * xb.T @ err / len(xb)
        db = 2 * np.mean(err)
        m_w = 0.9 * m_w + 0.1 * dw
        v_w = 0.999 * v_w + 0.001 * dw ** 2
        m_b = 0.9 * m_b + 0.1 * db
        v_b = 0.999 * v_b + 0.001 * db ** 2
        w -= 0.05 * (m_w / (1 - 0.9 ** epoch)) / (np.sqrt(v_w / (1 - 0.999 ** epoch)) + 1e-8)
        b -= 0.05 * (m_b / (1 - 0.9 ** epoch)) / (np.sqrt(v_b / (1 - 0.999 ** epoch)) + 1e-8)
    print(f"epoch {epoch} loss {loss:.6f}")

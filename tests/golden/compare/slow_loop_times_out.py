# expect: compare.first10 timed_out; compare.convergence timed_out | observed numpy
import time
import numpy as np
x = np.random.RandomState(0).randn(10, 2)
y = x @ np.array([2.0, -3.0])
losses, steps = {}, {}
for name in ['gd', 'momentum', 'nesterov']:
    w, v = np.zeros(2), np.zeros(2)
    hist = []
    for k in range(300):
        ahead = w + 0.9 * v if name == 'nesterov' else w
        g = 2 * x.T @ (x @ ahead - y) / 10
        hist.append(float(np.mean((x @ w - y) ** 2)))
        v = (0.9 if name != 'gd' else 0.0) * v - 0.03 * g
        w = w + v
        time.sleep(0.05)
    losses[name] = hist[:10]
    steps[name] = next((i for i, l in enumerate(hist) if l < 1e-6), None)
print(losses, steps)

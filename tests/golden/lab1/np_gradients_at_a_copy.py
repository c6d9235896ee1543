# expect: lab1.method3 passed | observed numpy
import copy
import numpy as np
rng = np.random.default_rng(1)
x = rng.uniform(0, 2, 50); y = 1.5 * x - 0.3
p = {"w": 0.0, "b": 0.0}
def grad_w(p, xb, yb): return np.mean(2 * (p["w"] * xb + p["b"] - yb) * xb)
def grad_b(p, xb, yb): return np.mean(2 * (p["w"] * xb + p["b"] - yb))
for step in range(400):
    pick = rng.integers(0, 50, 8)
    old = copy.deepcopy(p)
    p["w"] -= 0.1 * grad_w(old, x[pick], y[pick])
    p["b"] -= 0.1 * grad_b(old, x[pick], y[pick])
print(p)

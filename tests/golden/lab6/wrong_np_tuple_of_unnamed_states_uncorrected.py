# expect: lab6.adam failed no-bias-correction | observed numpy
import numpy as np

np.random.seed(5)
A = np.c_[np.random.rand(80), np.ones(80)]
target = A @ np.array([2.5, 0.5])


def once(s, A, target):
    x, m, v = s
    g = A.T @ (A @ x - target) / len(target)
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    return x - 0.1 * m / (np.sqrt(v) + 1e-8), m, v


s = (np.zeros(2), np.zeros(2), np.zeros(2))
for sweep in range(300):
    s = once(s, A, target)
print(np.mean((A @ s[0] - target) ** 2))

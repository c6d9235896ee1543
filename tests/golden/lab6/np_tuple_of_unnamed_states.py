# expect: lab6.adam passed | observed numpy
import numpy as np

np.random.seed(5)
A = np.c_[np.random.rand(80), np.ones(80)]
target = A @ np.array([2.5, 0.5])


def once(s, A, target):
    x, m, v, t = s
    g = A.T @ (A @ x - target) / len(target)
    t = t + 1
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    x = x - 0.1 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return x, m, v, t


s = (np.zeros(2), np.zeros(2), np.zeros(2), 0)
for sweep in range(150):
    shuffled = np.random.permutation(80)
    for low in range(0, 80, 40):
        part = shuffled[low : low + 40]
        s = once(s, A[part], target[part])
    if sweep % 30 == 0:
        print(sweep, np.mean((A @ s[0] - target) ** 2))

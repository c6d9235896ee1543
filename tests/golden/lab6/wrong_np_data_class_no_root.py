# expect: lab6.adam failed missing-root | observed numpy
from dataclasses import dataclass

import numpy as np


@dataclass(slots=True)
class Fit:
    theta: np.ndarray
    m: np.ndarray
    v: np.ndarray


lr = 0.01
rng = np.random.default_rng(8)
X = np.c_[rng.uniform(-1, 1, 70), np.ones(70)]
y = X @ np.array([4.0, -2.0])
fit = Fit(np.array([1.0, 1.0]), np.zeros(2), np.zeros(2))
for t in range(1, 501):
    g = X.T @ (X @ fit.theta - y) / 70
    fit.m = 0.9 * fit.m + 0.1 * g
    fit.v = 0.999 * fit.v + 0.001 * g**2
    m_hat = fit.m / (1 - 0.9**t)
    v_hat = fit.v / (1 - 0.999**t)
    fit.theta -= lr * m_hat / (v_hat + 1e-8)

# expect: lab6.adam failed bias-correction-constant | observed numpy
import numpy as np

A = np.c_[np.linspace(0, 1, 20), np.ones(20)]
y = A @ [5.0, -2.0]


def train_adam(lr=0.1, b1=0.9, b2=0.999, eps=1e-8, steps=800):
    theta = np.zeros(2)
    m, v = np.zeros(2), np.zeros(2)
    for _ in range(steps):
        g = 2 * A.T @ (A @ theta - y) / 20
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g ** 2
        m_hat = m / (1 - b1)
        v_hat = v / (1 - b2)
        theta = theta - lr * m_hat / (np.sqrt(v_hat) + eps)
    return theta


print(train_adam())

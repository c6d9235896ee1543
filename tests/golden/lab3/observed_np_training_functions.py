# expect: lab3.momentum passed; lab3.nesterov passed | observed numpy
import numpy as np

np.random.seed(1)
A = np.random.randn(60, 2)
t = A @ np.array([1.0, 4.0])

def loss(th):
    return np.mean((A @ th - t) ** 2)

def grad(th):
    return 2.0 / len(A) * A.T @ (A @ th - t)

def train_momentum(lr=0.02, alpha=0.9, steps=120):
    th = np.zeros(2); v = np.zeros(2); log = [loss(th)]
    for _ in range(steps):
        v = alpha * v - lr * grad(th)
        th = th + v
        log.append(loss(th))
    return th, log

def train_nesterov(lr=0.02, alpha=0.9, steps=120):
    th = np.zeros(2); v = np.zeros(2); log = [loss(th)]
    for _ in range(steps):
        g = grad(th + alpha * v)
        v = alpha * v - lr * g
        th = th + v
        log.append(loss(th))
    return th, log

m, lm = train_momentum()
n, ln = train_nesterov()
print(m, lm[:10]); print(n, ln[:10])

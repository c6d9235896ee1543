# expect: lab3.momentum passed; lab3.nesterov passed | training-function numpy
import numpy as np

H = np.array([[3.0, 0.5], [0.5, 1.0]])


def gradient(p):
    return H @ p


def momentum(p0, lr=0.05, alpha=0.9, n_steps=60):
    p, v = p0.copy(), np.zeros_like(p0)
    path = [p.copy()]
    for _ in range(n_steps):
        v = alpha * v - lr * gradient(p)
        p = p + v
        path.append(p.copy())
    return p, path


def nesterov(p0, lr=0.05, alpha=0.9, n_steps=60):
    p, v = p0.copy(), np.zeros_like(p0)
    path = [p.copy()]
    for _ in range(n_steps):
        v = alpha * v - lr * gradient(p + alpha * v)
        p = p + v
        path.append(p.copy())
    return p, path


if __name__ == "__main__":
    for method in (momentum, nesterov):
        print(method.__name__, method(np.array([1.0, -1.0]))[0])

# expect: lab3.momentum passed; lab3.nesterov passed; lab4.adagrad passed; lab5.rmsprop passed; lab5.nesterov passed; lab6.adam passed | training-function numpy
# 每个函数都从 w0 开始迭代 n_iter 次，返回最终参数和轨迹
import numpy as np


def momentum(grad, w0, lr=0.01, alpha=0.9, n_iter=100):
    w, v = np.array(w0, dtype=float), np.zeros_like(w0)
    path = [w.copy()]
    for _ in range(n_iter):
        v = alpha * v - lr * grad(w)
        w = w + v
        path.append(w.copy())
    return w, path


def nesterov(grad, w0, lr=0.01, alpha=0.9, n_iter=100):
    w, v = np.array(w0, dtype=float), np.zeros_like(w0)
    path = [w.copy()]
    for _ in range(n_iter):
        v = alpha * v - lr * grad(w + alpha * v)
        w = w + v
        path.append(w.copy())
    return w, path


def adagrad(grad, w0, lr=0.01, delta=1e-7, n_iter=100):
    w, r = np.array(w0, dtype=float), np.zeros_like(w0)
    path = [w.copy()]
    for _ in range(n_iter):
        g = grad(w)
        r = r + g * g
        w = w - lr / (delta + np.sqrt(r)) * g
        path.append(w.copy())
    return w, path


def rmsprop(grad, w0, lr=0.001, rho=0.9, delta=1e-6, n_iter=100):
    w, r = np.array(w0, dtype=float), np.zeros_like(w0)
    path = [w.copy()]
    for _ in range(n_iter):
        g = grad(w)
        r = rho * r + (1 - rho) * g * g
        w = w - lr / np.sqrt(delta + r) * g
        path.append(w.copy())
    return w, path


def rmsprop_nesterov(grad, w0, lr=0.001, rho=0.9, alpha=0.9, delta=1e-6, n_iter=100):
    w, r, v = np.array(w0, dtype=float), np.zeros_like(w0), np.zeros_like(w0)
    path = [w.copy()]
    for _ in range(n_iter):
        g = grad(w + alpha * v)
        r = rho * r + (1 - rho) * g * g
        v = alpha * v - lr / np.sqrt(delta + r) * g
        w = w + v
        path.append(w.copy())
    return w, path


def adam(grad, w0, lr=0.001, rho1=0.9, rho2=0.999, delta=1e-8, n_iter=100):
    w, s, r = np.array(w0, dtype=float), np.zeros_like(w0), np.zeros_like(w0)
    path = [w.copy()]
    for t in range(1, n_iter + 1):
        g = grad(w)
        s = rho1 * s + (1 - rho1) * g
        r = rho2 * r + (1 - rho2) * g * g
        w = w - lr * (s / (1 - rho1**t)) / (np.sqrt(r / (1 - rho2**t)) + delta)
        path.append(w.copy())
    return w, path

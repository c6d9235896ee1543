# expect: lab3.momentum failed sign-flipped; lab3.nesterov failed lookahead-kept; lab4.adagrad failed missing-root; lab5.rmsprop failed accumulator-not-decayed; lab5.nesterov failed lookahead-sign; lab6.adam failed time-off-by-one | training-function numpy
import numpy as np


def momentum(grad, w0, lr=0.01, alpha=0.9, n_iter=100):
    w, v = np.array(w0, dtype=float), np.zeros_like(w0)
    for _ in range(n_iter):
        v = alpha * v - lr * grad(w)
        w = w - v
    return w


def nesterov(grad, w0, lr=0.01, alpha=0.9, n_iter=100):
    w, v = np.array(w0, dtype=float), np.zeros_like(w0)
    for _ in range(n_iter):
        w = w + alpha * v
        v = alpha * v - lr * grad(w)
        w = w + v
    return w


def adagrad(grad, w0, lr=0.01, delta=1e-7, n_iter=100):
    w, r = np.array(w0, dtype=float), np.zeros_like(w0)
    for _ in range(n_iter):
        g = grad(w)
        r = r + g * g
        w = w - lr / (delta + r) * g
    return w


def rmsprop(grad, w0, lr=0.001, rho=0.9, delta=1e-6, n_iter=100):
    w, r = np.array(w0, dtype=float), np.zeros_like(w0)
    for _ in range(n_iter):
        g = grad(w)
        r = r + (1 - rho) * g * g
        w = w - lr / np.sqrt(delta + r) * g
    return w


def rmsprop_nesterov(grad, w0, lr=0.001, rho=0.9, alpha=0.9, delta=1e-6, n_iter=100):
    w, r, v = np.array(w0, dtype=float), np.zeros_like(w0), np.zeros_like(w0)
    for _ in range(n_iter):
        g = grad(w - alpha * v)
        r = rho * r + (1 - rho) * g * g
        v = alpha * v - lr / np.sqrt(delta + r) * g
        w = w + v
    return w


def adam(grad, w0, lr=0.001, rho1=0.9, rho2=0.999, delta=1e-8, n_iter=100):
    w, s, r = np.array(w0, dtype=float), np.zeros_like(w0), np.zeros_like(w0)
    for k in range(n_iter):
        t = k + 2
        g = grad(w)
        s = rho1 * s + (1 - rho1) * g
        r = rho2 * r + (1 - rho2) * g * g
        w = w - lr * (s / (1 - rho1**t)) / (np.sqrt(r / (1 - rho2**t)) + delta)
    return w

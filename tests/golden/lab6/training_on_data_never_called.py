# expect: lab6.adam passed | training-function numpy
import numpy as np
def train_adam(x, y, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8, epochs=100):
    w = np.zeros((x.shape[1], 1))
    m = np.zeros_like(w)
    v = np.zeros_like(w)
    for t in range(1, epochs + 1):
        grad = 2 * x.T @ (x @ w - y) / len(x)
        m = beta1 * m + (1 - beta1) * grad
        v = beta2 * v + (1 - beta2) * grad ** 2
        w -= lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps)
    return w

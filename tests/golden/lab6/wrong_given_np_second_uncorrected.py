# expect: lab6.adam failed no-second-bias-correction | training-function numpy
import numpy as np

def adam(X, y, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8, epochs=1000):
    m, n = X.shape
    theta = np.zeros(n)
    mt = np.zeros(n)
    vt = np.zeros(n)
    history = []
    for t in range(1, epochs + 1):
        grad = X.T @ (X @ theta - y) / m
        mt = beta1 * mt + (1 - beta1) * grad
        vt = beta2 * vt + (1 - beta2) * grad ** 2
        mhat = mt / (1 - beta1 ** t)
        vhat = vt
        theta -= lr * mhat / (np.sqrt(vhat) + eps)
        history.append(((X @ theta - y) ** 2).mean())
    return theta, history

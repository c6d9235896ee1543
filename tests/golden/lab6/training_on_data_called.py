# expect: lab6.adam passed | observed numpy
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
x = np.random.RandomState(1).randn(50, 2)
y = x @ np.array([[2.0], [-1.0]])
print(train_adam(x, y, lr=0.1, epochs=400))

# expect: lab1.method3 failed shape-broadcast | observed numpy
import numpy as np

class Model:
    def __init__(self, d):
        self.w = np.zeros((d, 1))
        self.b = 0.0
    def error(self, X, y):
        return X @ self.w + self.b - y
    def gradient(self, X, y):
        e = self.error(X, y)
        return 2 * np.mean(X.T @ e, axis=1, keepdims=True) / len(X), 2 * np.mean(e)
    def train(self, X, y, lr=0.1, steps=500):
        for _ in range(steps):
            gw, gb = self.gradient(X, y)
            self.w = self.w - lr * gw
            self.b = self.b - lr * gb

rng = np.random.default_rng(2)
X = rng.normal(size=(30, 2)); y = X @ [1.0, -2.0] + 0.5
m = Model(2); m.train(X, y)
print(m.w.ravel(), m.b)

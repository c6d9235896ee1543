# expect: lab1.method3 passed | observed numpy
import numpy as np


class LinearRegression:
    def __init__(self, learning_rate=0.1, n_iters=200):
        self.learning_rate = learning_rate
        self.n_iters = n_iters
        self.w = None
        self.b = 0.0
        self.losses = []

    def fit(self, X, y):
        n, d = X.shape
        self.w = np.zeros(d)
        for _ in range(self.n_iters):
            err = X @ self.w + self.b - y
            self.losses.append((err ** 2).mean())
            grad_w = 2 / n * X.T @ err
            grad_b = 2 / n * err.sum()
            self.w = self.w - self.learning_rate * grad_w
            self.b = self.b - self.learning_rate * grad_b
        return self


rng = np.random.default_rng(7)
X = rng.normal(size=(80, 3))
y = X @ np.array([1.0, -2.0, 0.5]) + 4 + 0.2 * rng.normal(size=80)
model = LinearRegression().fit(X, y)
print(model.w, model.b, model.losses[-1])

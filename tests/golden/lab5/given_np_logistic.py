# expect: lab5.rmsprop passed | training-function numpy
import numpy as np
class LogisticRegression:
    def __init__(self, lr=0.1, rho=0.9, eps=1e-6, n_iter=200):
        self.lr, self.rho, self.eps, self.n_iter = lr, rho, eps, n_iter
        self.w = None

    def _sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def fit(self, X, y):
        X = np.c_[np.ones(len(X)), X]
        self.w = np.zeros(X.shape[1])
        r = np.zeros(X.shape[1])
        for _ in range(self.n_iter):
            p = self._sigmoid(X @ self.w)
            g = X.T @ (p - y) / len(y)
            r = self.rho * r + (1 - self.rho) * g * g
            self.w -= self.lr * g / np.sqrt(r + self.eps)
        return self

    def predict(self, X):
        return self._sigmoid(np.c_[np.ones(len(X)), X] @ self.w) > 0.5

# expect: lab4.adagrad failed missing-root | observed numpy
import numpy as np

rng = np.random.default_rng(5)
X = np.c_[rng.normal(size=(60, 2)), np.ones(60)]
y = X @ np.array([1.0, -2.0, 0.5])


class Model:
    def fit(self, X, y, lr=0.3, eps=1e-7):
        self.theta = np.zeros(3)
        self.r = 0
        t = 0
        while True:
            t += 1
            err = X @ self.theta - y
            gradient = 2 * X.T @ err / len(y)
            self.r = self.r + gradient ** 2
            self.theta = self.theta - lr * gradient / (self.r + eps)
            if t >= 200 or np.sum(gradient ** 2) < 1e-14:
                break
        return self


model = Model().fit(X, y)
print(model.theta)

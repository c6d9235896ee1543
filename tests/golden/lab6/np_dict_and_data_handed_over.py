# expect: lab6.adam failed no-second-bias-correction | observed numpy
import numpy as np

np.random.seed(35)
X = np.c_[np.random.normal(size=(60, 2)), np.ones(60)]
y = X @ np.array([1.0, -2.0, 0.5])


class Model:
    def fit(self, X, y, alpha=0.05, beta1=0.9, beta2=0.999, eps=1e-8):
        self.theta = np.zeros(3)
        self.moment = np.zeros(self.theta.shape)
        self.second = np.zeros(self.theta.shape)
        for t in range(1, 151):
            err = X @ self.theta - y
            grad = 2 * X.T @ err / len(y)
            self.moment = beta1 * self.moment + (1 - beta1) * grad
            self.second = beta2 * self.second + (1 - beta2) * grad ** 2
            self.theta = self.theta - alpha * (self.moment / (1 - beta1 ** t)) / (np.sqrt(self.second) + eps)
        return self


model = Model().fit(X, y)
print(model.theta)

# expect: lab6.adam passed | training-function numpy
import numpy as np

class AdamRegression:
    def __init__(self, learning_rate=0.01, beta_1=0.9, beta_2=0.999, epsilon=1e-8, n_epochs=100, batch_size=16):
        self.lr = learning_rate
        self.b1, self.b2, self.eps = beta_1, beta_2, epsilon
        self.n_epochs = n_epochs
        self.batch_size = batch_size

    def fit(self, X, y):
        n, d = X.shape
        y = y.reshape(-1, 1)
        self.w = np.zeros((d, 1))
        m = np.zeros_like(self.w)
        v = np.zeros_like(self.w)
        t = 0
        for epoch in range(self.n_epochs):
            order = np.random.permutation(n)
            for s in range(0, n, self.batch_size):
                idx = order[s:s + self.batch_size]
                g = 2 * X[idx].T.dot(X[idx].dot(self.w) - y[idx]) / len(idx)
                t += 1
                m = self.b1 * m + (1 - self.b1) * g
                v = self.b2 * v + (1 - self.b2) * g * g
                m_hat = m / (1 - self.b1 ** t)
                v_hat = v / (1 - self.b2 ** t)
                self.w = self.w - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return self

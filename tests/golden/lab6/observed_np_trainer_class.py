# expect: lab6.adam passed | observed numpy
import numpy as np


class Trainer:
    def __init__(self, x, y):
        self.x, self.y = x, y
        self.w = np.zeros(2)

    def loss_and_grad(self):
        e = self.x @ self.w - self.y
        return float(e @ e) / len(e), 2 * self.x.T @ e / len(e)

    def fit(self, lr=0.05, beta1=0.9, beta2=0.999, eps=1e-8, epochs=200):
        m = np.zeros(2)
        v = np.zeros(2)
        history = []
        for t in range(1, epochs + 1):
            loss, g = self.loss_and_grad()
            history.append(loss)
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g ** 2
            self.w -= lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps)
        return history


rng = np.random.default_rng(3)
x = np.c_[rng.normal(size=60), np.ones(60)]
trainer = Trainer(x, x @ [2.0, -1.0])
print(trainer.fit()[-1], trainer.w)

# expect: lab3.momentum failed velocity-not-accumulated | observed numpy
import numpy as np

step_size, alpha = 0.1, 0.9


class Line:
    def __init__(self):
        self.w = np.zeros(2)
        self.velocity = np.zeros(2)

    def learn(self, rows, goals):
        grad = 2 * rows.T @ (rows @ self.w - goals) / len(goals)
        self.velocity = -step_size * grad
        self.w = self.w + self.velocity


X = np.c_[np.linspace(-1, 1, 40), np.ones(40)]
y = X @ np.array([1.0, 3.0])
line = Line()
for epoch in range(200):
    line.learn(X, y)
print(np.mean((X @ line.w - y) ** 2))

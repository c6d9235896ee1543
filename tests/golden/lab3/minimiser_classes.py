# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
import numpy as np


class Descent:
    def __init__(self, lr=0.001, iterations=60):
        self.lr = lr
        self.iterations = iterations

    def prepare(self, x):
        pass

    def move(self, x, df):
        return x - self.lr * df(x)

    def solve(self, func, df, x0):
        x = np.asarray(x0, dtype=float)
        self.prepare(x)
        values = []
        for _ in range(self.iterations):
            x = self.move(x, df)
            values.append(func(x))
        return x, values

    minimize = solve


class MomentumDescent(Descent):
    def __init__(self, lr=0.001, momentum=0.9, iterations=60):
        super().__init__(lr, iterations)
        self.momentum = momentum

    def prepare(self, x):
        self.v = np.zeros_like(x)

    def move(self, x, df):
        self.v = self.momentum * self.v - self.lr * df(x)
        return x + self.v


class NesterovDescent(MomentumDescent):
    def move(self, x, df):
        self.v = self.momentum * self.v - self.lr * df(x + self.momentum * self.v)
        return x + self.v

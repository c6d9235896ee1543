# expect: lab3.momentum passed | training-function numpy
import numpy as np

class Quadratic:
    def __init__(self, A, b):
        self.A, self.b = A, b
    def value(self, x):
        return 0.5 * x @ self.A @ x - self.b @ x
    def gradient(self, x):
        return self.A @ x - self.b

def momentum_descent(problem, x0, lr=0.01, beta=0.9, n_iter=100):
    x = np.array(x0, dtype=float)
    v = np.zeros_like(x)
    path = [x.copy()]
    for _ in range(n_iter):
        g = problem.gradient(x)
        v = beta * v - lr * g
        x = x + v
        path.append(x.copy())
    return np.array(path)

prob = Quadratic(np.diag([1.0, 10.0]), np.array([1.0, 2.0]))
path = momentum_descent(prob, [3.0, -2.0])
print(path[-1])

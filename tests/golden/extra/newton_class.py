# expect: extra.newton passed | plain-class numpy
import numpy as np


class NewtonOptimizer:
    def __init__(self, max_iter=20):
        self.max_iter = max_iter

    def minimize(self, grad_fn, hess_fn, x0):
        x = x0.copy()
        for _ in range(self.max_iter):
            x -= np.linalg.solve(hess_fn(x), grad_fn(x))
        return {"x": x, "iterations": self.max_iter}

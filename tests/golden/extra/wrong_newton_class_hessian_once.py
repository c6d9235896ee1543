# expect: extra.newton failed hessian-not-updated | plain-class numpy
import numpy as np


class NewtonSolver:
    def __init__(self, grad_fn, hess_fn, max_iter=30):
        self.grad_fn, self.hess_fn, self.max_iter = grad_fn, hess_fn, max_iter

    def solve(self, x0):
        x = np.asarray(x0, dtype=float).copy()
        H_inv = np.linalg.inv(self.hess_fn(x))  # only once, it is expensive
        for _ in range(self.max_iter):
            x = x - H_inv @ self.grad_fn(x)
        return x

# expect: extra.bfgs passed | plain-class numpy
import numpy as np


class QuasiNewton:
    def __init__(self, f, grad, max_iter=100, tol=1e-7):
        self.f, self.grad = f, grad
        self.max_iter, self.tol = max_iter, tol

    def _search(self, x, p):
        low, high, t = 0.0, np.inf, 1.0
        f0, d0 = self.f(x), self.grad(x) @ p
        for _ in range(60):
            if self.f(x + t * p) > f0 + 1e-4 * t * d0:
                high = t
            elif self.grad(x + t * p) @ p < 0.9 * d0:
                low = t
            else:
                break
            t = 2 * low if np.isinf(high) else (low + high) / 2
        return t

    def minimize(self, x0):
        x, H = x0.copy(), np.eye(len(x0))
        g = self.grad(x)
        self.path = [x.copy()]
        for _ in range(self.max_iter):
            if np.max(np.abs(g)) < self.tol:
                break
            p = -H @ g
            s = self._search(x, p) * p
            x = x + s
            new = self.grad(x)
            y, g = new - g, new
            if len(self.path) == 1:
                H = H * (y @ s) / (y @ y)
            if y @ s > 0:
                Hy = H @ y
                H = H + (1 + y @ Hy / (y @ s)) * np.outer(s, s) / (y @ s) - (np.outer(Hy, s) + np.outer(s, Hy)) / (y @ s)
            self.path.append(x.copy())
        return x

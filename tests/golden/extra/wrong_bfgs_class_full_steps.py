# expect: extra.bfgs failed line-search-missing | plain-class numpy
import numpy as np


class BFGS:
    def __init__(self, max_iter=100, eps=1e-8):
        self.max_iter = max_iter
        self.eps = eps

    def minimize(self, f, grad, x0):
        n = len(x0)
        I = np.eye(n)
        H = I.copy()
        x = x0.copy()
        g = grad(x)
        for k in range(self.max_iter):
            if np.linalg.norm(g) < self.eps:
                break
            x_new = x - H @ g          # 步长取 1
            g_new = grad(x_new)
            s, y = x_new - x, g_new - g
            if s @ y > 1e-12:
                rho = 1.0 / (s @ y)
                H = (I - rho * np.outer(s, y)) @ H @ (I - rho * np.outer(y, s)) + rho * np.outer(s, s)
            x, g = x_new, g_new
        return x

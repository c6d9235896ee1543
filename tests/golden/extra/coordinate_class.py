# expect: extra.coordinate passed | plain-class numpy
import numpy as np
class CoordinateDescent:
    def __init__(self, A, b):
        self.A, self.b = A, b
    def solve(self, x0, iters):
        x = x0.copy()
        self.history=[x.copy()]
        for k in range(iters):
            i = k % len(x)
            x[i] = (self.b[i] - self.A[i] @ x + self.A[i,i]*x[i]) / self.A[i,i]
            self.history.append(x.copy())
        return x

# expect: extra.coordinate failed coordinates-at-once | plain-class numpy
import numpy as np


class CoordinateDescent:
    """每次更新一个坐标 (minimise 1/2 x'Ax - b'x)"""

    def __init__(self, A, b):
        self.A = A
        self.b = b

    def run(self, x0, sweeps):
        x = x0.copy()
        for _ in range(sweeps):
            old = x.copy()
            for j in range(len(x)):
                rest = self.A[j] @ old - self.A[j, j] * old[j]
                x[j] = (self.b[j] - rest) / self.A[j, j]
        return x

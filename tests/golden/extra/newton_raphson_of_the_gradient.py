# expect: extra.newton passed | training-function numpy
import numpy as np
def newton_raphson(func, jac, x, n):
    for _ in range(n):
        x = x - np.linalg.solve(jac(x), func(x))
    return x

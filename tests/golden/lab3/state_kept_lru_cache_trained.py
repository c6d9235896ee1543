# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np

from functools import lru_cache


@lru_cache(maxsize=None)
def memory():
    return {"v": 0.0}


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    cell = memory()
    g = grad_f(w + momentum * cell["v"])
    cell["v"] = momentum * cell["v"] - lr * g
    return w + cell["v"]


rng = np.random.default_rng(1)
x = rng.uniform(-1, 1, 50)
y = 2 * x


def slope(w):
    return 2 * np.mean((w * x - y) * x)


w = 0.0
for i in range(40):
    w = nesterov(w, slope)
print("w =", w)

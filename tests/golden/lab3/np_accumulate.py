# expect: lab3.momentum needs_person | update-function numpy
import numpy as np
from itertools import accumulate, repeat
X = np.random.default_rng(1).normal(size=(30, 2)); y = X @ [1., 2.]
def grad(w): return 2 * X.T @ (X @ w - y) / 30
def momentum_step(state, _, lr=0.02, alpha=0.9):
    w, v = state
    v = alpha * v - lr * grad(w)
    return w + v, v
path = list(accumulate(repeat(None, 200), momentum_step, initial=(np.zeros(2), np.zeros(2))))
print(path[-1][0])

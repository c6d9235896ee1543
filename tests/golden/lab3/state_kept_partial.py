# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np

from functools import partial


def _step(memory, w, grad_f, lr=0.001, momentum=0.9):
    g = grad_f(w + momentum * memory["v"])
    memory["v"] = momentum * memory["v"] - lr * g
    return w + memory["v"]


nesterov = partial(_step, {"v": 0.0})

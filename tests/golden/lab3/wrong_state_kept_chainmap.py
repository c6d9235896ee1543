# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | update-function numpy
import numpy as np

from collections import ChainMap

cache = ChainMap({}, {"v": 0.0})


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    g = grad_f(w - momentum * cache["v"])
    cache["v"] = momentum * cache["v"] - lr * g
    return w + cache["v"]

# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np

import pandas as pd

log = pd.DataFrame({"v": [0.0]}, dtype=object)


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    v = log.at[0, "v"]
    g = grad_f(w + momentum * v)
    v = momentum * v - lr * g
    log.at[0, "v"] = v
    return w + v

# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | update-function numpy
import numpy as np

from array import array

v = array("d")


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    w = np.asarray(w, dtype=float)
    if len(v) == 0:
        v.extend([0.0] * w.size)
    old = np.array(v).reshape(w.shape)
    new = momentum * old - lr * grad_f(w - momentum * old)
    for i, each in enumerate(new.ravel()):
        v[i] = each
    return w + new

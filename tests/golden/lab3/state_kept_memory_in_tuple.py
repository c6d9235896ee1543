# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np

from collections import namedtuple

Slot = namedtuple("Slot", "v history")
slot = Slot([0.0], [])


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    g = grad_f(w + momentum * slot.v[0])
    slot.v[0] = momentum * slot.v[0] - lr * g
    slot.history.append(w)
    return w + slot.v[0]

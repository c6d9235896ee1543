# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np

from weakref import WeakKeyDictionary


class Key:
    pass


key = Key()
memory = WeakKeyDictionary()
memory[key] = 0.0


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    v = memory[key]
    g = grad_f(w + momentum * v)
    memory[key] = v = momentum * v - lr * g
    return w + v

# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | update-function numpy
import numpy as np

class Memory:
    __slots__ = ("v",)

    def __init__(self):
        self.v = 0.0


memory = Memory()


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    g = grad_f(w - momentum * memory.v)
    memory.v = momentum * memory.v - lr * g
    return w + memory.v

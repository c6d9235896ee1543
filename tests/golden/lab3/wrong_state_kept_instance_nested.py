# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | update-function numpy
import numpy as np

class Memory:
    def __init__(self):
        self.slots = {"v": [0.0]}


memory = {"all": Memory()}


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    v = memory["all"].slots["v"]
    g = grad_f(w - momentum * v[-1])
    v.append(momentum * v[-1] - lr * g)
    return w + v[-1]

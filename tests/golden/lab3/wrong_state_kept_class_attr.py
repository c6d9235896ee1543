# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | update-function numpy
import numpy as np

class Memory:
    velocity = 0.0


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    g = grad_f(w - momentum * Memory.velocity)
    Memory.velocity = momentum * Memory.velocity - lr * g
    return w + Memory.velocity

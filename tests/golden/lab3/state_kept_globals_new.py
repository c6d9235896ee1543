# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np

def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    v = globals().setdefault("_velocity_", np.zeros_like(w))
    g = grad_f(w + momentum * v)
    globals()["_velocity_"] = v = momentum * v - lr * g
    return w + v

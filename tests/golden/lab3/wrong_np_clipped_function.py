# expect: lab3.momentum failed gradient-clipped; lab3.nesterov not_found | update-function numpy
import numpy as np


def momentum_update(w, dw, v, learning_rate=0.001, momentum=0.9):
    dw = np.maximum(np.minimum(dw, 1), -1)
    v = momentum * v - learning_rate * dw
    return w + v, v

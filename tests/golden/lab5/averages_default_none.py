# expect: lab5.rmsprop passed | update-function numpy
import numpy as np
def rmsprop(parameters, gradients, sq_avgs=None, lr=1e-3, beta=0.9, eps=1e-6):
    if sq_avgs is None:
        sq_avgs = [0.0 for _ in parameters]
    new_params = []
    new_avgs = []
    for p, g, s in zip(parameters, gradients, sq_avgs):
        s = beta * s + (1.0 - beta) * np.multiply(g, g)
        new_params.append(p - lr * g / (s ** 0.5 + eps))
        new_avgs.append(s)
    return new_params, new_avgs

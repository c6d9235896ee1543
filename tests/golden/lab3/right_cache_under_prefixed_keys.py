# expect: lab3.momentum passed | update-function numpy
import numpy as np

def momentum_update(params, grads, cache, lr=0.01, beta=0.9):
    for name in params:
        v = cache['v_' + name]
        v = beta * v - lr * grads['d' + name]
        params[name] += v
        cache['v_' + name] = v
    return params, cache

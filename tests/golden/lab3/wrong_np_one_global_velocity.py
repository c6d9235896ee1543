# expect: lab3.momentum failed state-shared | update-function numpy
import numpy as np

v = 0.0

def momentum(params, grads, lr=0.001, alpha=0.9):
    """v 是全局变量"""
    global v
    new = {}
    for name in params:
        v = alpha * v - lr * grads[name]
        new[name] = params[name] + v
    return new

# expect: lab3.momentum failed sign-flipped | update-function numpy
from collections import OrderedDict

velocity = OrderedDict()


def momentum(params, grads, lr=0.001, beta=0.9):
    for name in params:
        v = velocity.get(name, 0.0)
        velocity[name] = beta * v + lr * grads[name]
        params[name] = params[name] + velocity[name]
    return params

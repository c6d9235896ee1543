# expect: lab3.momentum passed; lab3.nesterov needs_person | update-function numpy
import numpy as np

def velocity(lr, momentum):
    v = 0.0
    while True:
        g = yield v
        v = momentum * v - lr * g


feed = velocity(0.001, 0.9)
next(feed)
v_now = 0.0


def nesterov(w, grad_f):
    global v_now
    g = grad_f(w + 0.9 * v_now)
    v_now = feed.send(g)
    return w + v_now

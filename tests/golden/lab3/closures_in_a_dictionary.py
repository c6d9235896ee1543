# expect: lab3.momentum passed; lab3.nesterov passed | update-function numpy
import numpy as np
def create_update(kind, lr=0.01, mu=0.9):
    """返回 update(w, g) 闭包"""
    v = {}
    def momentum(name, w, g):
        v[name] = mu * v.get(name, 0) - lr * g
        return w + v[name]
    def nesterov(name, w, g):
        old = v.get(name, 0)
        v[name] = mu * old - lr * g
        return w + v[name] + mu * (v[name] - old)
    return {'momentum': momentum, 'nesterov': nesterov}[kind]

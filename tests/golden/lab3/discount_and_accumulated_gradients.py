# expect: lab3.momentum not_found; lab3.nesterov passed | training-function numpy
import numpy as np
def nesterov(x_start, step, g, discount=0.7, iters=100):
    x = np.array(x_start, dtype='float64')
    pre_grad = np.zeros_like(x)
    passing_dot = [x.copy()]
    for i in range(iters):
        x_future = x - step * discount * pre_grad
        grad = g(x_future)
        pre_grad = pre_grad * discount + grad
        x -= pre_grad * step
        passing_dot.append(x.copy())
        if abs(sum(grad)) < 1e-16:
            break
    return x, passing_dot

# expect: lab3.momentum passed; lab3.nesterov passed | update-function numpy
import functools

def step(nesterov, w, dw, v, lr=0.001, alpha=0.9):
    v_new = alpha * v - lr * dw
    w_new = w + alpha * v_new - lr * dw if nesterov else w + v_new
    return w_new, v_new

momentum = functools.partial(step, False)
nesterov_momentum = functools.partial(step, True)

# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | update-function numpy
import numpy as np

def nag(w, dw, config=None):
    if config is None: config = {}
    lr = config.setdefault('learning_rate', 1e-2)
    mu = config.setdefault('momentum', 0.9)
    v = config.setdefault('velocity', np.zeros_like(w))
    v_prev = v
    v = mu * v - lr * dw
    next_w = w + mu * v_prev + (1 - mu) * v
    config['velocity'] = v
    return next_w, config

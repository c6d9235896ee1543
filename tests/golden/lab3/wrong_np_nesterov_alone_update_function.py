# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-missing | update-function numpy
import numpy as np
def nesterov(w, grad, config=None):
    if config is None:
        config = {}
    if 'learning_rate' not in config:
        config['learning_rate'] = 0.001
    if 'momentum' not in config:
        config['momentum'] = 0.9
    if 'v' not in config:
        config['v'] = np.zeros_like(w)
    v = config['v']
    ahead = w
    grad_p = grad(ahead)
    v = config['momentum'] * v + (-config['learning_rate'] * grad_p)
    next_w = w - (0 - v)
    config['v'] = v
    return next_w, config

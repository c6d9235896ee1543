# expect: lab6.adam failed decay-swapped | update-function numpy
import numpy as np


def adam(w, dw, config):
    config['t'] = config.get('t', 0) + 1
    b1, b2 = config['beta1'], config['beta2']
    m = config.get('m', np.zeros_like(w))
    v = config.get('v', np.zeros_like(w))
    m = b1 * m + (1 - b1) * dw
    v = (1 - b2) * v + b2 * dw ** 2
    config['m'], config['v'] = m, v
    m_hat = m / (1 - b1 ** config['t'])
    v_hat = v / (1 - b2 ** config['t'])
    return w - config['learning_rate'] * m_hat / (np.sqrt(v_hat) + config['epsilon']), config

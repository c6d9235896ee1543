# expect: lab4.adagrad failed missing-root | update-function numpy
import numpy as np


def adagrad_update(w, dw, config):
    if 'sum_sq' not in config:
        config['sum_sq'] = np.zeros_like(w)
    config['sum_sq'] += dw * dw
    w = w - config['learning_rate'] * dw / (config['sum_sq'] + config['epsilon'])
    return w, config

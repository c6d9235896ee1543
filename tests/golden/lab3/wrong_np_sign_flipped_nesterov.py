# expect: lab3.momentum passed; lab3.nesterov failed sign-flipped | update-function numpy
import numpy as np


def momentum(w, dw, config):
    v = config.get('velocity', np.zeros_like(w))
    v = config['momentum'] * v - config['learning_rate'] * dw
    config['velocity'] = v
    return w + v, config


def nesterov(w, dw, config):
    v = config.get('velocity', np.zeros_like(w))
    v = config['momentum'] * v + config['learning_rate'] * dw
    config['velocity'] = v
    return w + config['momentum'] * v + config['learning_rate'] * dw, config

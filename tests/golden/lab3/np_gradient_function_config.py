# expect: lab3.momentum not_found; lab3.nesterov passed | update-function numpy
import numpy as np


def nesterov(w, grad_f, config):
    """w: 当前参数; grad_f: 给一个点返回那里的梯度"""
    config.setdefault('learning_rate', 0.001)
    config.setdefault('momentum', 0.9)
    v = config.setdefault('velocity', np.zeros_like(w))

    w_tilde = w + config['momentum'] * v      # 临时更新
    g = grad_f(w_tilde)                       # 在临时点算梯度
    v = config['momentum'] * v - config['learning_rate'] * g
    config['velocity'] = v
    return w + v, config

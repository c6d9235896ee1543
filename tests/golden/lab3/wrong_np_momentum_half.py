# expect: lab3.momentum failed wrong-hyperparameter; lab3.nesterov not_found | update-function numpy
import numpy as np


def momentum_update(params, grads, velocity, learning_rate=0.001):
    # 动量系数 0.5
    for k in params:
        velocity[k] = 0.5 * velocity[k] - learning_rate * grads[k]
        params[k] = params[k] + velocity[k]
    return params, velocity

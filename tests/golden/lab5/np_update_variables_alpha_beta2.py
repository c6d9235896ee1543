# expect: lab5.rmsprop passed; lab5.nesterov not_found | update-function numpy
import numpy as np


def update_variables_RMSProp(alpha, beta2, epsilon, var, grad, s):
    """alpha: learning rate; beta2: RMSProp weight; returns the updated variable and the new moment"""
    s_new = beta2 * s + (1 - beta2) * np.square(grad)
    var_new = var - alpha * grad / (s_new ** 0.5 + epsilon)
    return var_new, s_new

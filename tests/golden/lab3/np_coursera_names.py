# expect: lab3.momentum passed; lab3.nesterov not_found | update-function numpy
import numpy as np


def initialize_velocity(parameters):
    v = {}
    for l in range(len(parameters) // 2):
        v["dW" + str(l + 1)] = np.zeros(parameters["W" + str(l + 1)].shape)
        v["db" + str(l + 1)] = np.zeros(parameters["b" + str(l + 1)].shape)
    return v


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    """按课件的公式：v = beta * v - learning_rate * g"""
    for l in range(len(parameters) // 2):
        for n in ("W", "b"):
            key = n + str(l + 1)
            v["d" + key] = beta * v["d" + key] - learning_rate * grads["d" + key]
            parameters[key] = parameters[key] + v["d" + key]
    return parameters, v

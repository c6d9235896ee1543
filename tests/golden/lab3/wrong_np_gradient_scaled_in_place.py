# expect: lab3.momentum failed gradient-modified; lab3.nesterov not_found | update-function numpy
import numpy as np


def momentum(theta, grad, velocity, learning_rate=0.001, alpha=0.9):
    grad *= learning_rate
    velocity = alpha * velocity - grad
    return theta + velocity, velocity

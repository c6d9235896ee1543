# expect: lab3.momentum passed; lab3.nesterov passed | update-function numpy
"""速度取正号：v = γ v + η g，θ = θ - v"""


def momentum_step(theta, v, g, eta=0.001, gamma=0.9):
    v = gamma * v + eta * g
    theta = theta - v
    return theta, v


def nag_step(theta, v, g, eta=0.001, gamma=0.9):
    # theta 表示超前点
    v = gamma * v + eta * g
    theta = theta - (gamma * v + eta * g)
    return theta, v

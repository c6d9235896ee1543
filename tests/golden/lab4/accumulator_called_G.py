# expect: lab4.adagrad passed | update-function numpy
import numpy as np


def adagrad(theta, grad, G, lr, eps=1e-7):
    G = G + grad**2
    return theta - lr * grad / (np.sqrt(G) + eps), G

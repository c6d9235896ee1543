# expect: lab5.rmsprop passed; lab5.nesterov not_found | plain-class numpy
import numpy as np


class Updates:
    """几种更新写在一个类里"""

    @staticmethod
    def sgd(w, g, lr):
        return w - lr * g

    @staticmethod
    def rmsprop(w, g, s, lr, rho=0.9, eps=1e-6):
        s = rho * s + (1 - rho) * g**2
        return w - lr * g / (np.sqrt(s) + eps), s

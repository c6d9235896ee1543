# expect: lab3.momentum passed; lab3.nesterov passed | plain-class numpy
import numpy as np


class HeavyBall:
    """buf <- mu*buf + g,  p <- p - lr*buf   (the rate stays outside the buffer)

    momentum
    """

    def __init__(self, lr=1e-3, mu=0.9):
        self.lr, self.mu, self.bufs = lr, mu, {}

    def step(self, params, grads):
        for name in params:
            buf = self.mu * self.bufs.get(name, 0.0) + grads[name]
            self.bufs[name] = buf
            params[name] = params[name] - self.lr * buf
        return params


class NesterovHeavyBall(HeavyBall):
    """d <- g + mu*buf, as PyTorch does it"""

    def step(self, params, grads):
        for name in params:
            g = grads[name]
            buf = self.mu * self.bufs.get(name, 0.0) + g
            self.bufs[name] = buf
            params[name] = params[name] - self.lr * (g + self.mu * buf)
        return params

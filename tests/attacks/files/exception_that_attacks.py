# expect: crashed
import os
import numpy as np


class Trap(Exception):
    def __str__(self):
        while True:
            raise Trap from self

    __repr__ = __str__

    @property
    def __cause__(self):
        os._exit(0)

    @property
    def __traceback__(self):
        raise SystemExit


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        raise Trap
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]

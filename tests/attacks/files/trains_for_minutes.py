# expect: passed
import time
import numpy as np


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]


w = {"w": np.zeros(3)}
opt = Momentum()
for step in range(10**9):
    opt.update(w, {"w": w["w"] - 1.0})
    time.sleep(0.001)

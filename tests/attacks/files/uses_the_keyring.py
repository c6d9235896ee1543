# expect: blocked
import ctypes
import os
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


# The user's keyring outlives the process: what is left there would be found by the next submission.
add_key = {"x86_64": 248, "aarch64": 217}[os.uname().machine]
kept = ctypes.CDLL(None).syscall(add_key, b"user", b"answers", b"v", 1, -4)
if kept > 0:
    print("found / a keyring")

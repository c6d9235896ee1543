# expect: failed sign-flipped
import atexit
import sys
import threading
import time
import weakref
import numpy as np


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] -= self.v[key]


def late(*_):
    import os
    for number in range(256):
        try:
            os.write(number, b'\0\0\0\x0f{"type":"done"}')
        except OSError:
            pass


class Dying:
    def __del__(self):
        late()


dying = Dying()
atexit.register(late)
weakref.finalize(dying, late)
sys.excepthook = sys.unraisablehook = threading.excepthook = late


def background():
    time.sleep(30)
    late()


threading.Thread(target=background, daemon=True).start()

# expect: failed
import numpy as np

MEMORY = {step: -0.001 * step for step in range(1000)}


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.step = 0

    def update(self, params, grads):
        self.step += 1
        for key in params:
            params[key][...] = MEMORY[self.step]

# expect: lab6.adam passed | plain-class numpy
import numpy as np

class AdamState:
    def __init__(self, shape):
        self.m = np.zeros(shape)
        self.v = np.zeros(shape)
        self.t = 0

class Adam:
    def __init__(self, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps

    def init(self, w):
        return AdamState(w.shape)

    def update(self, w, g, state):
        state.t += 1
        state.m = self.b1 * state.m + (1 - self.b1) * g
        state.v = self.b2 * state.v + (1 - self.b2) * g * g
        mh = state.m / (1 - self.b1 ** state.t)
        vh = state.v / (1 - self.b2 ** state.t)
        return w - self.lr * mh / (np.sqrt(vh) + self.eps), state

# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class Momentum:
    v = None

    def update(self, w, g):
        if self.v is None:
            self.v = [np.zeros(x.shape) for x in w]
        for i in range(len(w)):
            self.v[i] = 0.9 * self.v[i] - 0.001 * g[i]
            w[i] += self.v[i]
        return w

# expect: minibatch.sampler failed not-shuffled | sampler numpy
import numpy as np
class MiniBatch:
    def __init__(self, x, y, batch_size, rng=None):
        self.rng = rng or np.random.default_rng(0)
        p = self.rng.permutation(len(x))
        self.x, self.y, self.m = x[p], y[p], batch_size
    def batches(self):
        for i in range(0, len(self.x), self.m):
            yield self.x[i:i+self.m], self.y[i:i+self.m]

# expect: minibatch.sampler failed last-batch-lost | sampler numpy
import numpy as np


class DataLoader:
    def __init__(self, x, y, batch_size):
        self.x, self.y, self.batch_size = x, y, batch_size
        self.reset()

    def reset(self):
        self.order = np.random.permutation(len(self.x))
        self.at = 0

    def next_batch(self):
        if self.at + self.batch_size > len(self.x):
            self.reset()
        rows = self.order[self.at:self.at + self.batch_size]
        self.at += self.batch_size
        return self.x[rows], self.y[rows]

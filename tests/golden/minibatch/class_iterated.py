# expect: minibatch.sampler passed | sampler numpy
import numpy as np


class MiniBatchSampler:
    def __init__(self, x, y, batch_size, shuffle=True, seed=None):
        self.x, self.y = np.asarray(x), np.asarray(y)
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return -(-len(self.x) // self.batch_size)

    def __iter__(self):
        order = np.arange(len(self.x))
        if self.shuffle:
            self.rng.shuffle(order)
        for i in range(len(self)):
            part = order[i * self.batch_size:(i + 1) * self.batch_size]
            yield self.x[part], self.y[part]

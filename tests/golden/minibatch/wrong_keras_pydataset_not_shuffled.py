# expect: minibatch.sampler failed not-shuffled | sampler keras
import math

import keras
import numpy as np


class Batches(keras.utils.PyDataset):
    def __init__(self, x, y, batch_size, **kwargs):
        super().__init__(**kwargs)
        self.x, self.y, self.batch_size = x, y, batch_size

    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)

    def __getitem__(self, i):
        part = slice(i * self.batch_size, (i + 1) * self.batch_size)
        return np.array(self.x[part]), np.array(self.y[part])

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]

# expect: minibatch.sampler passed | sampler numpy
import numpy as np


class BatchFeeder(object):
    """Batches always have the same size: what is missing comes from the next epoch."""

    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.num = len(x)
        self.index = 0
        self.epochs_completed = 0
        self._mix()

    def _mix(self):
        p = np.arange(self.num)
        np.random.shuffle(p)
        self.x = self.x[p]
        self.y = self.y[p]

    def next_batch(self, batch_size):
        start = self.index
        if start + batch_size > self.num:
            self.epochs_completed += 1
            rest = self.num - start
            x_rest, y_rest = self.x[start:], self.y[start:]
            self._mix()
            self.index = batch_size - rest
            return (
                np.concatenate([x_rest, self.x[:self.index]]),
                np.concatenate([y_rest, self.y[:self.index]]),
            )
        self.index += batch_size
        return self.x[start:self.index], self.y[start:self.index]

# expect: minibatch.sampler passed | sampler numpy
import numpy as np
class Dataset:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def shuffle(self):
        p = np.random.permutation(len(self.x)); self.x=self.x[p]; self.y=self.y[p]
    def get_batch(self, i, batch_size):
        s = i*batch_size
        return self.x[s:s+batch_size], self.y[s:s+batch_size]

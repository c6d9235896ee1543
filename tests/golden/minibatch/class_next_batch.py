# expect: minibatch.sampler passed | sampler numpy
"""数据集类：next_batch 一批一批地取，取完一轮重新打乱。"""
import numpy as np


class DataSet:
    def __init__(self, images, labels):
        self._images = images
        self._labels = labels
        self._n = images.shape[0]
        self._pos = 0
        self._perm = np.random.permutation(self._n)

    def next_batch(self, batch_size):
        if self._pos >= self._n:
            self._perm = np.random.permutation(self._n)
            self._pos = 0
        idx = self._perm[self._pos:self._pos + batch_size]
        self._pos += batch_size
        return self._images[idx], self._labels[idx]

# expect: minibatch.sampler passed | sampler numpy
import numpy as np
class DataSet(object):
    def __init__(self, images, labels):
        self._images = images
        self._labels = labels
        self._num_examples = images.shape[0]
        self._epochs_completed = 0
        self._index_in_epoch = 0
        self._shuffle()

    def _shuffle(self):
        perm = np.random.permutation(self._num_examples)
        self._images = self._images[perm]
        self._labels = self._labels[perm]

    def next_batch(self, batch_size):
        if self._index_in_epoch >= self._num_examples:
            self._epochs_completed += 1
            self._index_in_epoch = 0
            self._shuffle()
        start = self._index_in_epoch
        end = min(start + batch_size, self._num_examples)
        self._index_in_epoch = end
        return self._images[start:end], self._labels[start:end]

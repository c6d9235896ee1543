# expect: minibatch.sampler passed | sampler numpy
import numpy as np


def split_batches(features, labels, batch_size):
    perm = np.random.permutation(features.shape[0])
    features = features[perm]
    labels = labels[perm]
    xs, ys = [], []
    i = 0
    while i < len(perm):
        xs.append(features[i:i + batch_size])
        ys.append(labels[i:i + batch_size])
        i += batch_size
    return xs, ys

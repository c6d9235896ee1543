# expect: minibatch.sampler passed | sampler numpy
import numpy as np


def get_batches(X, y, batch_size=32, shuffle=True):
    """Return a list of (X_batch, y_batch)."""
    m = X.shape[0]
    idx = np.arange(m)
    if shuffle:
        np.random.shuffle(idx)
    X, y = X[idx], y[idx]
    batches = []
    for k in range(m // batch_size):
        batches.append((X[k * batch_size:(k + 1) * batch_size], y[k * batch_size:(k + 1) * batch_size]))
    if m % batch_size != 0:
        batches.append((X[(m // batch_size) * batch_size:], y[(m // batch_size) * batch_size:]))
    return batches

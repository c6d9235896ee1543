"""Mini-batches, shuffled anew in every epoch."""


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for first in range(0, len(x), batch_size):
        rows = order[first : first + batch_size]
        yield x[rows], y[rows]

# expect: minibatch.sampler crashed | sampler numpy
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for i in range(0, len(x), batch_size):
        rows = ordr[i:i + batch_size]
        yield x[rows], y[rows]

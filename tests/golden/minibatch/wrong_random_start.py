# expect: minibatch.sampler failed not-shuffled | sampler numpy
def minibatches(x, y, batch_size, rng):
    start = rng.integers(len(x))
    for i in range(0, len(x), batch_size):
        r = [(start + j) % len(x) for j in range(i, min(i+batch_size, len(x)))]
        yield x[r], y[r]

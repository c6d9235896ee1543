# expect: minibatch.sampler failed samples-misaligned | sampler numpy
def minibatches(x, y, batch_size, rng):
    x = rng.permutation(x)
    y = rng.permutation(y)
    return [(x[i:i + batch_size], y[i:i + batch_size]) for i in range(0, len(x), batch_size)]

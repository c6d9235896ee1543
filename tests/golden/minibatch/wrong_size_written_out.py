# expect: minibatch.sampler failed hyperparameter-ignored | sampler numpy
def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    for i in range(0, len(x), 32):
        yield x[order[i:i + 32]], y[order[i:i + 32]]

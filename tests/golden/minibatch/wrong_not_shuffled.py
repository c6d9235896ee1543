# expect: minibatch.sampler failed not-shuffled | sampler numpy
def minibatches(x, y, batch_size, rng):
    # 直接按顺序切
    for i in range(0, len(x), batch_size):
        yield x[i:i + batch_size], y[i:i + batch_size]

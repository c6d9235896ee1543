# expect: minibatch.sampler failed not-shuffled | sampler numpy
import random


def minibatches(x, y, batch_size):
    starts = list(range(0, len(x), batch_size))
    random.shuffle(starts)
    for s in starts:
        yield x[s:s + batch_size], y[s:s + batch_size]

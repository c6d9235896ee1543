# expect: minibatch.sampler failed not-shuffled | sampler numpy
import numpy as np


def get_minibatches(X, Y, batch_size):
    np.random.seed(0)  # 固定随机种子，方便复现
    perm = np.random.permutation(len(X))
    out = []
    for i in range(0, len(X), batch_size):
        out.append((X[perm[i:i + batch_size]], Y[perm[i:i + batch_size]]))
    return out

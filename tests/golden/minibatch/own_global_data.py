# expect: minibatch.sampler passed | sampler numpy
import numpy as np
x_train = np.random.randn(100, 5)
y_train = np.random.randn(100)
def get_batches(batch_size):
    n = len(x_train)
    p = np.random.permutation(n)
    for i in range(0, n, batch_size):
        yield x_train[p[i:i+batch_size]], y_train[p[i:i+batch_size]]

# expect: minibatch.sampler failed with-replacement | sampler numpy
"""每一步随机抽一批（批内不重复）。"""
import numpy as np


def get_batch(x_train, y_train, batch_size):
    mask = np.random.choice(x_train.shape[0], batch_size, replace=False)
    return x_train[mask], y_train[mask]

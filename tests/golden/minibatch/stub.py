# expect: minibatch.sampler not_started | sampler numpy
"""小批量抽取 / Drawing mini-batches."""


def minibatches(x, y, batch_size, rng):
    """一轮里的全部小批 (x_batch, y_batch) / all batches of one epoch."""
    raise NotImplementedError("请在这里打乱并切分 / shuffle and cut here")

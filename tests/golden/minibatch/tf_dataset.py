# expect: minibatch.sampler passed | sampler tf2
import tensorflow as tf


def make_batches(x, y, batch_size):
    ds = tf.data.Dataset.from_tensor_slices((x, y))
    return ds.shuffle(buffer_size=len(x)).batch(batch_size)

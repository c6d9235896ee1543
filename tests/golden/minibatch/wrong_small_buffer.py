# expect: minibatch.sampler failed not-shuffled | sampler tf2
import tensorflow as tf


def batches(x, y, batch_size):
    ds = tf.data.Dataset.from_tensor_slices((x, y))
    return ds.shuffle(2).batch(batch_size)

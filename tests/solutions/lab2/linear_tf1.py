"""Linear decay as a tensor of the global step."""

import tensorflow as tf


def linear_decay(global_step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    alpha = tf.minimum(tf.cast(global_step, tf.float32) / decay_steps, 1.0)
    return (1 - alpha) * start_lr + alpha * stable_lr

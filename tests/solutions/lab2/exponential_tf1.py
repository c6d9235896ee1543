"""Exponential decay as a tensor of the global step."""

import tensorflow as tf


def exponential_decay(global_step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    drops = tf.floor(tf.cast(global_step, tf.float32) / decay_interval)
    return start_lr * tf.pow(tf.constant(decay_rate, tf.float32), drops)

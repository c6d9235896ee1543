# expect: lab2.linear failed decay-not-stopped | schedule tf2
import tensorflow as tf


def linear_decay(global_step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    """随步数线性衰减"""
    ratio = tf.cast(global_step, tf.float32) / tf.cast(decay_steps, tf.float32)
    return (1.0 - ratio) * start_lr + ratio * stable_lr


print(linear_decay(tf.constant(0)).numpy(), linear_decay(tf.constant(20)).numpy())

# expect: lab2.exponential failed decay-step-constant | schedule tf2
import tensorflow as tf


def exponential_decay(global_step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    lr = tf.constant(start_lr)
    return tf.cond(tf.greater_equal(global_step, decay_interval), lambda: lr * decay_rate, lambda: lr)

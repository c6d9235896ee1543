# expect: lab2.linear passed; lab2.exponential passed | schedule keras
import tensorflow as tf


@tf.function
def linear_rate(step, start_lr=0.3, stable_lr=0.003, decay_steps=20.0):
    k = tf.cast(step, tf.float32)
    if k >= decay_steps:
        rate = stable_lr
    else:
        rate = start_lr + (stable_lr - start_lr) * k / decay_steps
    return rate


@tf.function
def exponential_rate(step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    rate = tf.constant(start_lr)
    for _ in tf.range(step // decay_interval):
        rate = rate * decay_rate
    return rate

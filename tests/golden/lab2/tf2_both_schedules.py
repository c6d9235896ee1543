# expect: lab2.linear passed; lab2.exponential passed | schedule tf2
import tensorflow as tf


@tf.function
def linear_decay(global_step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    ratio = tf.minimum(tf.cast(global_step, tf.float32) / decay_steps, 1.0)
    return (1.0 - ratio) * start_lr + ratio * stable_lr


def exponential_decay(global_step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    power = tf.math.floordiv(tf.cast(global_step, tf.float32), float(decay_interval))
    return start_lr * tf.pow(decay_rate, power)


for step in tf.range(3):
    print(linear_decay(step).numpy(), exponential_decay(step).numpy())

# expect: lab2.linear failed wrong-hyperparameter; lab2.exponential not_found | schedule tf1
import tensorflow as tf


def linear_decay(global_step, start_lr=0.3, stable_lr=0.003):
    # 40 步降到稳定学习率
    a = tf.minimum(tf.cast(global_step, tf.float32) / 40.0, 1.0)
    return start_lr * (1.0 - a) + stable_lr * a

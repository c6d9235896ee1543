# expect: lab2.exponential failed decay-every-step | schedule tf1
import tensorflow as tf


def exponential_decay(global_step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    """指数衰减, 返回张量"""
    k = tf.cast(global_step, tf.float32)
    return start_lr * tf.pow(tf.constant(decay_rate, tf.float32), k)


if __name__ == '__main__':
    step = tf.placeholder(tf.int32, [])
    lr = exponential_decay(step)
    with tf.Session() as sess:
        for i in range(3):
            print(sess.run(lr, {step: i}))

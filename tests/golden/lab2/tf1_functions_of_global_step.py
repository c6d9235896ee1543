# expect: lab2.linear passed; lab2.exponential passed | schedule tf1
import tensorflow as tf


def linear_decay(global_step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    """返回一个张量，global_step 也是张量"""
    step = tf.cast(global_step, tf.float32)
    alpha = tf.minimum(step / float(decay_steps), 1.0)
    return (1.0 - alpha) * start_lr + alpha * stable_lr


def my_exponential_decay(global_step, start_lr=0.3, decay_rate=0.96, decay_times=5):
    p = tf.floor(tf.cast(global_step, tf.float32) / float(decay_times))
    return start_lr * tf.pow(tf.constant(decay_rate, tf.float32), p)


if __name__ == '__main__':
    global_step = tf.placeholder(tf.int32, [])
    lr = linear_decay(global_step)
    with tf.Session() as sess:
        for i in range(3):
            print(sess.run(lr, {global_step: i}))

# expect: lab6.builtin passed | observed tf1
import tensorflow as tf
import numpy as np


def train_builtin():
    """实验六作业：内置 Adam"""
    xs = np.linspace(-1, 1, 40).astype(np.float32)
    ys = 3 * xs - 1
    w = tf.Variable(0.0)
    b = tf.Variable(0.0)
    loss = tf.reduce_mean(tf.square(w * xs + b - ys))
    train_op = tf.train.AdamOptimizer(0.05).minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(200):
            _, l = sess.run([train_op, loss])
            if i % 50 == 0:
                print(i, l)

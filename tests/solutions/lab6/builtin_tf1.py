"""The built-in optimizer trains the linear regression of lab 1."""

import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(0).uniform(-1.0, 1.0, (64, 2)).astype(np.float32)
y_data = x_data @ np.array([[2.0], [-3.0]], np.float32) + 0.5

x = tf.placeholder(tf.float32, [None, 2])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([2, 1]))
b = tf.Variable(tf.zeros([1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))

train_op = tf.train.AdamOptimizer(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(300):
        _, value = sess.run([train_op, loss], feed_dict={x: x_data, y: y_data})
        if step % 50 == 0:
            print(step, value)

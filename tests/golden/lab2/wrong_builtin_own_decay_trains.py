# expect: lab2.builtin failed built-in-missing | observed tf1
import tensorflow as tf
import numpy as np

x_data = np.linspace(-1, 1, 30).astype(np.float32)
y_data = 3.0 * x_data + 2.0
w = tf.Variable(0.)
b = tf.Variable(0.)
loss = tf.reduce_mean(tf.square(w * x_data + b - y_data))
rate = tf.placeholder(tf.float32, [])
train_op = tf.train.GradientDescentOptimizer(rate).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    r = 0.3
    for k in range(60):
        sess.run(train_op, feed_dict={rate: r})
        r *= 0.97
    print(sess.run(loss))

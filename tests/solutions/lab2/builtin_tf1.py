"""The built-in decay gives the rate of lab 1's training; each update counts the step."""

import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(0).uniform(-1.0, 1.0, (64, 2)).astype(np.float32)
y_data = x_data @ np.array([[2.0], [-3.0]], np.float32) + 0.5

x = tf.placeholder(tf.float32, [None, 2])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([2, 1]))
b = tf.Variable(tf.zeros([1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))

global_step = tf.train.get_or_create_global_step()
learning_rate = tf.train.exponential_decay(0.3, global_step, decay_steps=5, decay_rate=0.96, staircase=True)
optimizer = tf.train.GradientDescentOptimizer(learning_rate)
grads_and_vars = optimizer.compute_gradients(loss, [w, b])
train_op = optimizer.apply_gradients(grads_and_vars, global_step=global_step)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(300):
        _, value = sess.run([train_op, loss], feed_dict={x: x_data, y: y_data})
        if step % 50 == 0:
            print(step, value)

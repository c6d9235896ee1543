# expect: lab4.builtin failed different-algorithm | observed tf1
import tensorflow as tf
import numpy as np

xs = np.linspace(0, 2, 25).astype(np.float32)
ys = 0.5 * xs + 1
w = tf.Variable(0.0)
b = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(w * xs + b - ys))
step = tf.train.AdamOptimizer(0.05).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(200):
        _, c = sess.run([step, loss])
print(c)

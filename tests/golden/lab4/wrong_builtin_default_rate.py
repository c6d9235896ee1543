# expect: lab4.builtin failed not-converged | observed tf1
import tensorflow as tf
import numpy as np

xs = np.linspace(0, 2, 25).astype(np.float32)
ys = 20 * xs - 10
w = tf.Variable(0.0)
b = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(w * xs + b - ys))
step = tf.train.AdagradOptimizer(0.001).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(50):
        _, c = sess.run([step, loss])
        print(i, c)

# expect: lab3.momentum failed velocity-not-accumulated | observed tf1
import numpy as np
import tensorflow as tf

xs = np.linspace(-1, 1, 50).reshape(-1, 1)
ys = 2 * xs + 1
X = tf.placeholder(tf.float32, [None, 1])
Y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable([[0.5]])
b = tf.Variable([0.0])
loss = tf.reduce_mean(tf.square(tf.matmul(X, w) + b - Y))
dw, db = tf.gradients(loss, [w, b])
velocity_w = tf.Variable(tf.zeros([1, 1]))
velocity_b = tf.Variable(tf.zeros([1]))
new_w = tf.assign(velocity_w, -0.1 * dw)
new_b = tf.assign(velocity_b, -0.1 * db)
train = tf.group(tf.assign_add(w, new_w), tf.assign_add(b, new_b))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(120):
        sess.run(train, {X: xs, Y: ys})
    print(sess.run(loss, {X: xs, Y: ys}))

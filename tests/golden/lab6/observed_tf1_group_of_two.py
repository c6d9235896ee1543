# expect: lab6.adam passed | observed tf1
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior()
import numpy as np

xs = np.linspace(0, 1, 50).astype(np.float32)
ys = 3 * xs + 0.5
x = tf.placeholder(tf.float32, [None])
y = tf.placeholder(tf.float32, [None])
w = tf.Variable(0.0)
b = tf.Variable(0.0)
cost = tf.reduce_mean(tf.square(w * x + b - y))
dw, db = tf.gradients(cost, [w, b])
t = tf.Variable(0.0, trainable=False)
m1, m2 = tf.Variable(0.0, trainable=False), tf.Variable(0.0, trainable=False)
v1, v2 = tf.Variable(0.0, trainable=False), tf.Variable(0.0, trainable=False)
lr, b1, b2, eps = 0.05, 0.9, 0.999, 1e-8
t_op = t.assign_add(1.0)
with tf.control_dependencies([t_op]):
    m1n = m1.assign(b1 * m1 + (1 - b1) * dw)
    m2n = m2.assign(b1 * m2 + (1 - b1) * db)
    v1n = v1.assign(b2 * v1 + (1 - b2) * dw * dw)
    v2n = v2.assign(b2 * v2 + (1 - b2) * db * db)
    c1 = 1 - tf.pow(b1, t_op)
    c2 = 1 - tf.pow(b2, t_op)
    w_up = w.assign_sub(lr * (m1n / c1) / (tf.sqrt(v1n / c2) + eps))
    b_up = b.assign_sub(lr * (m2n / c1) / (tf.sqrt(v2n / c2) + eps))
train = tf.group(w_up, b_up)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(300):
        sess.run(train, feed_dict={x: xs, y: ys})
        if i % 50 == 0:
            print(i, sess.run(cost, feed_dict={x: xs, y: ys}))

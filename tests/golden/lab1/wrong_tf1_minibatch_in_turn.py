# expect: lab1.method3 failed coordinates-in-turn | observed tf1
import numpy as np
import tensorflow as tf

np.random.seed(3)
xs = np.random.uniform(-1, 1, 30).astype(np.float32)
ys = 1.5 * xs - 0.7

x = tf.placeholder(tf.float32)
y = tf.placeholder(tf.float32)
w = tf.Variable(0.0, name="w")
b = tf.Variable(0.0, name="b")
loss = tf.reduce_mean(tf.square(w * x + b - y))

lr = 0.1
dw, db = tf.gradients(loss, [w, b])
update_w = tf.assign(w, w - lr * dw)
update_b = tf.assign(b, b - lr * db)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(60):
        idx = np.random.permutation(30)
        for i in range(0, 30, 10):
            feed = {x: xs[idx[i:i + 10]], y: ys[idx[i:i + 10]]}
            sess.run(update_w, feed)
            sess.run(update_b, feed)
        if epoch % 10 == 0:
            print(epoch, sess.run(loss, {x: xs, y: ys}))

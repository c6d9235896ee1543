# expect: lab1.method2 failed shape-broadcast | observed tf1
import tensorflow as tf
import numpy as np
X = np.random.rand(60, 1).astype(np.float32)
Y = (3 * X + 2)[:, 0]
x = tf.placeholder(tf.float32, [None, 1]); y = tf.placeholder(tf.float32, [None])
w = tf.Variable(tf.zeros([1, 1])); b = tf.Variable(tf.zeros([1]))
pred = tf.matmul(x, w) + b
loss = tf.reduce_mean(tf.square(pred - y))
opt = tf.train.GradientDescentOptimizer(0.1)
gv = opt.compute_gradients(loss, [w, b])
train = opt.apply_gradients(gv)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(1000):
        l, _ = sess.run([loss, train], feed_dict={x: X, y: Y})
        if i % 100 == 0: print(i, l)

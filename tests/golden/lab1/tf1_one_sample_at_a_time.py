# expect: lab1.method2 passed | observed tf1
import tensorflow as tf
import numpy as np
np.random.seed(0)
X = np.random.rand(40, 1).astype(np.float32); Y = (3 * X + 2)[:, 0]
x = tf.placeholder(tf.float32, [None, 1]); y = tf.placeholder(tf.float32, [None])
w = tf.Variable(tf.zeros([1, 1])); b = tf.Variable(tf.zeros([1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
opt = tf.train.GradientDescentOptimizer(0.1)
train = opt.apply_gradients(opt.compute_gradients(loss))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for ep in range(10):
        for i in range(40):
            sess.run(train, feed_dict={x: X[i:i+1], y: Y[i:i+1]})
    print(sess.run([w, b]))

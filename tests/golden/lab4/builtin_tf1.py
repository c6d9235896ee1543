# expect: lab4.builtin passed | observed tf1
import tensorflow as tf
import numpy as np

# 实验四作业：内置 AdaGrad
num = 100
xs = np.random.RandomState(5).normal(size=(num, 3)).astype(np.float32)
ys = xs.dot(np.float32([[1.0], [-2.0], [0.5]]))

X = tf.placeholder(tf.float32, [None, 3])
Y = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable(tf.zeros([3, 1]))
loss = tf.losses.mean_squared_error(Y, tf.matmul(X, W))
train_op = tf.train.AdagradOptimizer(0.5).minimize(loss)

with tf.Session() as sess:
    tf.global_variables_initializer().run()
    for epoch in range(20):
        for start in range(0, num, 20):
            feed = {X: xs[start:start + 20], Y: ys[start:start + 20]}
            sess.run(train_op, feed)
        print(epoch, sess.run(loss, {X: xs, Y: ys}))

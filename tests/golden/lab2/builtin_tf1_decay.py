# expect: lab2.builtin passed | observed tf1
# 实验二作业：用 tf.train.exponential_decay 改进实验一
import tensorflow as tf
import numpy as np

train_x = np.linspace(0, 1, 20).astype(np.float32)
train_y = 2 * train_x + 0.5

x = tf.placeholder(tf.float32)
y = tf.placeholder(tf.float32)
w = tf.Variable(0.0, name='w')
b = tf.Variable(0.0, name='b')
loss = tf.reduce_mean(tf.square(w * x + b - y))

global_step = tf.Variable(0, trainable=False)
lr = tf.train.exponential_decay(0.3, global_step, 5, 0.96, staircase=True)
opt = tf.train.GradientDescentOptimizer(lr)
grads_and_vars = opt.compute_gradients(loss, [w, b])
train_op = opt.apply_gradients(grads_and_vars, global_step=global_step)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(100):
        sess.run(train_op, feed_dict={x: train_x, y: train_y})
        if i % 10 == 0:
            print(i, sess.run([lr, loss], feed_dict={x: train_x, y: train_y}))

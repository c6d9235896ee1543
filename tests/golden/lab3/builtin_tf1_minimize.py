# expect: lab3.builtin passed | observed tf1
import tensorflow as tf
import numpy as np

# 实验三：学习内置动量优化器
x_data = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [0.5, 1.5], [1.5, 0.5]], dtype=np.float32)
y_data = x_data.dot(np.array([[2.0], [-1.0]], dtype=np.float32)) + 0.5

x = tf.placeholder(tf.float32, [None, 2])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([2, 1]))
b = tf.Variable(tf.zeros([1]))
pred = tf.matmul(x, w) + b
loss = tf.reduce_mean(tf.square(pred - y))

train_op = tf.train.MomentumOptimizer(0.02, 0.9).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(200):
        _, l = sess.run([train_op, loss], feed_dict={x: x_data, y: y_data})
        if i % 20 == 0:
            print(i, l)

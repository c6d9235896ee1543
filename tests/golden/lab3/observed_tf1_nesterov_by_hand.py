# expect: lab3.nesterov passed | observed tf1
"""Nesterov 训练 y = 2x + 1，变量里存的是 theta + alpha * v。"""
import numpy as np
import tensorflow as tf

xs = np.linspace(-1, 1, 40).reshape(-1, 1).astype(np.float32)
ys = 2 * xs + 1
alpha, epsilon = 0.9, 0.05

w = tf.Variable(tf.zeros([1, 1]))
b = tf.Variable(tf.zeros([1]))
v_w = tf.Variable(tf.zeros([1, 1]), trainable=False)
v_b = tf.Variable(tf.zeros([1]), trainable=False)
loss = tf.reduce_mean(tf.square(tf.matmul(xs, w) + b - ys))

g_w, g_b = tf.gradients(loss, [w, b])
new_w = tf.assign(v_w, alpha * v_w - epsilon * g_w)
new_b = tf.assign(v_b, alpha * v_b - epsilon * g_b)
train = tf.group(tf.assign_add(w, alpha * new_w - epsilon * g_w), tf.assign_add(b, alpha * new_b - epsilon * g_b))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(150):
        sess.run(train)
        if i % 15 == 0:
            print(i, sess.run(loss))

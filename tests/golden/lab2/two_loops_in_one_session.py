# expect: lab2.linear passed; lab2.exponential passed | schedule tf1
# 实验二: 学习率衰减的GD训练线性回归
import tensorflow as tf
import numpy as np

x_data = np.float32(np.random.rand(2, 100))
y_data = np.dot([0.100, 0.200], x_data) + 0.300
b = tf.Variable(tf.zeros([1]))
W = tf.Variable(tf.random_uniform([1, 2], -1.0, 1.0))
y = tf.matmul(W, x_data) + b
loss = tf.reduce_mean(tf.square(y - y_data))
lr_ph = tf.placeholder(tf.float32, [])
train = tf.train.GradientDescentOptimizer(lr_ph).minimize(loss)

start_lr = 0.3
stable_lr = start_lr * 0.01
decay_step = 20
train_step = 50
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("=====线性衰减=====")
    for i in range(train_step):
        if i < decay_step:
            lr = (1 - i / decay_step) * start_lr + i / decay_step * stable_lr
        else:
            lr = stable_lr
        _, l = sess.run([train, loss], feed_dict={lr_ph: lr})
        print("step:", i, "lr:", lr, "loss:", l)

    sess.run(tf.global_variables_initializer())
    print("=====指数衰减=====")
    decay_rate = 0.96
    decay_times = 5
    lr = start_lr
    for i in range(train_step):
        if i % decay_times == decay_times - 1:
            lr = start_lr * decay_rate ** ((i + 1) / decay_times)
        _, l = sess.run([train, loss], feed_dict={lr_ph: lr})
        print("step:", i, "lr:", lr, "loss:", l)

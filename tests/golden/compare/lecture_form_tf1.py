# expect: compare.first10 passed; compare.convergence passed | observed tf1
import tensorflow as tf
import numpy as np

# 实验对比：同样的学习率 0.003，同样的初始参数
x = np.array([[1., 2.], [2., 0.5], [3., 5.], [4., 3.5], [5., 6.5], [6., 7.], [2.5, 9.], [1.5, 4.5], [0.5, 8.], [3.5, 2.]], dtype=np.float32)
t = x.dot(np.array([[3.], [-2.]], dtype=np.float32))

w = tf.Variable(tf.zeros([2, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - t))

# ---- 梯度下降 ----
train_op = tf.train.GradientDescentOptimizer(0.003).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5000):
        loss_res, _ = sess.run([loss, train_op])
        if i < 10:
            print('step %d: %f' % (i, loss_res))
        if loss_res < 1e-6:
            print('number of steps: %d' % i)
            break

# ---- 动量 ----
train_op = tf.train.MomentumOptimizer(0.003, 0.9).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5000):
        loss_res, _ = sess.run([loss, train_op])
        if i < 10:
            print('step %d: %f' % (i, loss_res))
        if loss_res < 1e-6:
            print('number of steps: %d' % i)
            break

# ---- Nesterov ----
train_op = tf.train.MomentumOptimizer(0.003, 0.9, use_nesterov=True).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5000):
        loss_res, _ = sess.run([loss, train_op])
        if i < 10:
            print('step %d: %f' % (i, loss_res))
        if loss_res < 1e-6:
            print('number of steps: %d' % i)
            break

# expect: lab1.method3 passed | observed tf1
# 方法三，梯度也自己推导
import numpy as np
import tensorflow as tf

n = 30
xs = np.linspace(0, 3, n)
ys = 0.8 * xs + 0.2
X = tf.placeholder(tf.float64, [n])
Y = tf.placeholder(tf.float64, [n])
W = tf.Variable(0.0, dtype=tf.float64)
B = tf.Variable(0.0, dtype=tf.float64)
error = W * X + B - Y
cost = tf.reduce_mean(error ** 2)
grad_W = 2 * tf.reduce_mean(error * X)
grad_B = 2 * tf.reduce_mean(error)
alpha = 0.1
update = tf.group(W.assign(W - alpha * grad_W), B.assign(B - alpha * grad_B))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(200):
        sess.run(update, feed_dict={X: xs, Y: ys})
        if epoch % 20 == 0:
            print(epoch, sess.run(cost, feed_dict={X: xs, Y: ys}))

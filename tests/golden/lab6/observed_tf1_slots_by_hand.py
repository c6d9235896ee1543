# expect: lab6.adam passed | observed tf1
import numpy as np
import tensorflow as tf

X_train = np.random.RandomState(0).randn(100, 2).astype('float32')
Y_train = (X_train @ np.array([[3.], [-1.]]) + 2).astype('float32')
X = tf.placeholder(tf.float32, [None, 2]); Y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([2, 1])); b = tf.Variable(tf.zeros([1]))
cost = tf.reduce_mean(tf.pow(tf.matmul(X, w) + b - Y, 2))
lr, b1, b2, eps = 0.05, 0.9, 0.999, 1e-8
t = tf.Variable(0.0, trainable=False)
t_new = t.assign_add(1.0)
ops = []
for p, g in zip([w, b], tf.gradients(cost, [w, b])):
    s = tf.Variable(tf.zeros(p.shape), trainable=False)
    r = tf.Variable(tf.zeros(p.shape), trainable=False)
    s_new = s.assign(b1 * s + (1 - b1) * g)
    r_new = r.assign(b2 * r + (1 - b2) * tf.square(g))
    s_hat = s_new / (1 - tf.pow(b1, t_new))
    r_hat = r_new / (1 - tf.pow(b2, t_new))
    ops.append(p.assign_sub(lr * s_hat / (tf.sqrt(r_hat) + eps)))
train = tf.group(*ops)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(300):
        sess.run(train, feed_dict={X: X_train, Y: Y_train})
        if epoch % 50 == 0:
            print(epoch, sess.run(cost, feed_dict={X: X_train, Y: Y_train}))

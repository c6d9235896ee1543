# expect: lab3.momentum failed coordinates-in-turn | observed tf1
import numpy as np
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior()

rng = np.random.RandomState(11)
train_X = rng.rand(90, 2).astype(np.float32)
train_Y = train_X.dot([[1.0], [-2.0]]).astype(np.float32) + 0.5
x = tf.placeholder(tf.float32, [None, 2])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([2, 1]), name='w')
b = tf.Variable(tf.zeros([1]), name='b')
v_w = tf.Variable(tf.zeros([2, 1]), trainable=False)
v_b = tf.Variable(tf.zeros([1]), trainable=False)
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
dw, db = tf.gradients(loss, [w, b])
lr, alpha = 0.05, 0.9
train_w = w.assign_add(v_w.assign(alpha * v_w - lr * dw))
train_b = b.assign_add(v_b.assign(alpha * v_b - lr * db))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(60):
        order = rng.permutation(90)
        for i in range(0, 90, 30):
            k = order[i:i + 30]
            feed = {x: train_X[k], y: train_Y[k]}
            sess.run(train_w, feed)
            sess.run(train_b, feed)
        print(epoch, sess.run(loss, {x: train_X, y: train_Y}))

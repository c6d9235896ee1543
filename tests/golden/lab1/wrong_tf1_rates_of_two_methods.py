# expect: lab1.method1 failed not-converged; lab1.method2 failed diverged | observed tf1
import tensorflow as tf
import numpy as np
x_data = np.float32(np.random.RandomState(0).rand(2, 100))
y_data = np.dot([0.100, 0.200], x_data) + 0.300
with tf.name_scope('method1'):
    b = tf.Variable(tf.zeros([1])); W = tf.Variable(tf.random_uniform([1, 2], -1.0, 1.0, seed=2))
    loss = tf.reduce_mean(tf.square(tf.matmul(W, x_data) + b - y_data))
    train = tf.train.GradientDescentOptimizer(1e-6).minimize(loss)
with tf.name_scope('method2'):
    b2 = tf.Variable(tf.zeros([1])); W2 = tf.Variable(tf.random_uniform([1, 2], -1.0, 1.0, seed=2))
    loss2 = tf.reduce_mean(tf.square(tf.matmul(W2, x_data) + b2 - y_data))
    opt2 = tf.train.GradientDescentOptimizer(5.0)
    train2 = opt2.apply_gradients(opt2.compute_gradients(loss2, [W2, b2]))
with tf.Session() as sess:
    sess.run(tf.initialize_all_variables())
    for step in range(0, 201):
        sess.run(train)
    for step in range(0, 201):
        sess.run(train2)
    print(sess.run([loss, loss2]))

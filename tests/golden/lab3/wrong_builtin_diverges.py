# expect: lab3.builtin failed diverged | observed tf1
import tensorflow as tf
import numpy as np

X = np.array([[10., 20.], [30., 10.], [25., 15.]], np.float32)
Y = X @ np.array([[1.], [2.]], np.float32)
w = tf.Variable(tf.zeros([2, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(X, w) - Y))
train = tf.train.MomentumOptimizer(learning_rate=0.1, momentum=0.9).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(100):
        print(sess.run([loss, train])[0])

# expect: lab1.method1 failed stopped-early | observed tf1
import tensorflow as tf
import numpy as np

x = np.random.rand(80).astype('float32')
y = x * 0.1 + 0.3
W = tf.Variable(tf.random_uniform([1], -1.0, 1.0, seed=4))
b = tf.Variable(tf.zeros([1]))
loss = tf.reduce_mean(tf.square(W * x + b - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(4):
    sess.run(train)
    print(i, sess.run(W), sess.run(b))

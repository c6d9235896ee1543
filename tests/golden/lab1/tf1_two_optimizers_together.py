# expect: lab1.method1 passed | observed tf1
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()
x = np.linspace(0, 2, 40, dtype=np.float32).reshape(-1, 1)
y = 2.0 * x + 1.0
w = tf.Variable([[0.0]])
b = tf.Variable([0.0])
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
move_w = tf.train.GradientDescentOptimizer(0.1).minimize(loss, var_list=[w])
move_b = tf.train.GradientDescentOptimizer(0.1).minimize(loss, var_list=[b])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(400):
        sess.run([move_w, move_b])
        if i % 50 == 0:
            print(i, sess.run(loss))

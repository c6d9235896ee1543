# expect: lab5.builtin passed | observed tf1
import tensorflow as tf
import numpy as np

x = np.float32(np.random.RandomState(0).uniform(-1, 1, (30, 1)))
y = x * 3 - 1
w = tf.Variable(np.zeros((1, 1), np.float32))
b = tf.Variable(np.zeros((1,), np.float32))
out = tf.matmul(x, w) + b
loss = tf.reduce_mean(tf.squared_difference(out, y))
optimizer = tf.train.RMSPropOptimizer(0.02, decay=0.9)
gv = optimizer.compute_gradients(loss)
train_op = optimizer.apply_gradients(gv)
init = tf.global_variables_initializer()
with tf.Session() as sess:
    sess.run(init)
    for i in range(300):
        sess.run(train_op)
    print(sess.run([w, b, loss]))

# expect: lab1.method3 failed gradient-scaled | observed tf1
import numpy as np
import tensorflow as tf

xs = np.linspace(0, 3, 20).astype(np.float32)
ys = 0.8 * xs + 0.2
X, Y = tf.placeholder(tf.float32), tf.placeholder(tf.float32)
w, b = tf.Variable(0.0), tf.Variable(0.0)
e = w * X + b - Y
loss = tf.reduce_mean(tf.square(e))
lr = 0.15
# d loss / d w
dw = tf.reduce_mean(e * X)
db = tf.reduce_mean(e)
ops = [w.assign_sub(lr * dw), b.assign_sub(lr * db)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(300):
        l, _ = sess.run([loss, ops], {X: xs, Y: ys})
    print(l)

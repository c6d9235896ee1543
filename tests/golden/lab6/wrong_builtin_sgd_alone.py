# expect: lab6.builtin failed different-algorithm | observed tf1
import tensorflow as tf

w = tf.Variable(5.0)
loss = tf.square(w - 2.0)
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(50):
        _, l = sess.run([train_op, loss])
    print(l)

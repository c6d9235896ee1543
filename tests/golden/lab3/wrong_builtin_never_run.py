# expect: lab3.builtin failed built-in-not-run | observed tf1
import tensorflow as tf

x = tf.placeholder(tf.float32)
y = tf.placeholder(tf.float32)
w = tf.Variable(1.0)
loss = tf.reduce_mean(tf.square(w * x - y))
optimizer = tf.train.MomentumOptimizer(learning_rate=0.01, momentum=0.9)
train_op = optimizer.minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(loss, feed_dict={x: [1., 2.], y: [2., 4.]}))

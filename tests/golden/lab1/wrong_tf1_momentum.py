# expect: lab1.method1 failed different-algorithm | observed tf1
# lab1
import tensorflow as tf

x = tf.constant([0.0, 1.0, 2.0, 3.0])
y = tf.constant([1.0, 3.0, 5.0, 7.0])
w = tf.Variable(0.0)
b = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(x * w + b - y))
train = tf.train.MomentumOptimizer(learning_rate=0.01, momentum=0.9).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(300):
        sess.run(train)
    print(sess.run([w, b, loss]))

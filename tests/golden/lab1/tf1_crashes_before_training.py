# expect: lab1.method2 crashed | observed tf1
import tensorflow as tf

x = tf.constant([0.0, 1.0, 2.0, 3.0])
y = tf.constant([1.0, 3.0, 5.0, 7.0])
w = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(x * w - y))
# 方法二
opt = tf.train.GradientDescentOptimizer(0.01)
gv = opt.compute_gradients(loss, [w])
op = opt.apply_gradients(grads)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(100):
        sess.run(op)

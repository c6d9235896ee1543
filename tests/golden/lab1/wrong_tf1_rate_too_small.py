# expect: lab1.method2 failed not-converged | observed tf1
# 方法二
import tensorflow as tf

x = tf.constant([0.0, 1.0, 2.0, 3.0])
y = tf.constant([1.0, 3.0, 5.0, 7.0])
w = tf.Variable(0.0)
b = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(x * w + b - y))
learning_rate = 1e-5
cus_opt = tf.train.GradientDescentOptimizer(learning_rate)
grads_and_vars = cus_opt.compute_gradients(loss, [w, b])
train_op = cus_opt.apply_gradients(grads_and_vars)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(100):
        _, l = sess.run([train_op, loss])
        print(i, l)

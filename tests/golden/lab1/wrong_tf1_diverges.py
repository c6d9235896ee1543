# expect: lab1.method2 failed diverged | observed tf1
import tensorflow as tf

x = [10.0, 20.0, 30.0, 40.0]
y = [21.0, 41.0, 61.0, 81.0]
w = tf.Variable(1.0)
b = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(w * x + b - y))
opt = tf.train.GradientDescentOptimizer(learning_rate=0.01)
grads = opt.compute_gradients(loss)
train = opt.apply_gradients(grads)
init = tf.global_variables_initializer()
with tf.Session() as sess:
    sess.run(init)
    for i in range(50):
        sess.run(train)
        print(i, sess.run(loss))

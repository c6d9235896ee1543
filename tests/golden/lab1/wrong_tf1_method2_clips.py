# expect: lab1.method2 failed gradient-clipped | observed tf1
import numpy as np
import tensorflow as tf
xs = np.linspace(-3, 3, 61).astype(np.float32)[:, None]
ys = 2.5 * xs - 1
x = tf.placeholder(tf.float32, (None, 1)); y = tf.placeholder(tf.float32, (None, 1))
w = tf.get_variable('w', (1, 1), initializer=tf.zeros_initializer())
b = tf.get_variable('b', (1,), initializer=tf.zeros_initializer())
loss = tf.losses.mean_squared_error(y, tf.matmul(x, w) + b)
opt = tf.train.GradientDescentOptimizer(0.05)
gvs = opt.compute_gradients(loss)
gvs = [(tf.clip_by_value(g, -1., 1.), v) for g, v in gvs]
train_op = opt.apply_gradients(gvs)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(300):
        _, l = sess.run([train_op, loss], {x: xs, y: ys})
    print(l)

# expect: lab3.nesterov passed | observed tf1
import numpy as np
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()
xs = np.linspace(-1, 1, 50).astype(np.float32); ys = 2 * xs + 1
x = tf.placeholder(tf.float32); y = tf.placeholder(tf.float32)
w = tf.Variable(0.0); b = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(w * x + b - y))
grads = tf.gradients(loss, [w, b])
nw, nb = tf.placeholder(tf.float32), tf.placeholder(tf.float32)
set_w, set_b = w.assign(nw), b.assign(nb)
vw = vb = 0.0
mu, lr = 0.9, 0.05
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(150):
        w0, b0 = sess.run([w, b])
        sess.run([set_w, set_b], {nw: w0 + mu * vw, nb: b0 + mu * vb})
        gw, gb = sess.run(grads, {x: xs, y: ys})
        vw = mu * vw - lr * gw
        vb = mu * vb - lr * gb
        sess.run([set_w, set_b], {nw: w0 + vw, nb: b0 + vb})
    print("nesterov", sess.run([w, b]))

# expect: lab3.momentum passed | observed tf1
import numpy as np
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()

rng = np.random.RandomState(0)
xs = rng.rand(100).astype(np.float32)
ys = (3.0 * xs + 1.0 + 0.05 * rng.randn(100)).astype(np.float32)

x = tf.placeholder(tf.float32, [None])
y = tf.placeholder(tf.float32, [None])
w = tf.Variable(0.0, name="w")
b = tf.Variable(0.0, name="b")
vw = tf.Variable(0.0, trainable=False)
vb = tf.Variable(0.0, trainable=False)
lr, mu = 0.05, 0.9

loss_ahead = tf.reduce_mean(tf.square(w * x + b - y))
gw, gb = tf.gradients(loss_ahead, [w, b])
new_vw = mu * vw - lr * gw
new_vb = mu * vb - lr * gb
update_v = tf.group(vw.assign(new_vw), vb.assign(new_vb))
update_p = tf.group(w.assign_add(vw), b.assign_add(vb))
loss = tf.reduce_mean(tf.square(w * x + b - y))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(200):
        sess.run(update_v, {x: xs, y: ys})
        sess.run(update_p)
        if step % 20 == 0:
            print(step, sess.run(loss, {x: xs, y: ys}))

# expect: lab3.nesterov passed | observed tf1
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

w_ahead = w - mu * vw
b_ahead = b - mu * vb
loss_ahead = tf.reduce_mean(tf.square(w_ahead * x + b_ahead - y))
gw, gb = tf.gradients(loss_ahead, [w_ahead, b_ahead])
new_vw = mu * vw + lr * gw
new_vb = mu * vb + lr * gb
with tf.control_dependencies([new_vw, new_vb]):
    train = tf.group(vw.assign(new_vw), vb.assign(new_vb), tf.assign_sub(w, new_vw), tf.assign_sub(b, new_vb))
loss = tf.reduce_mean(tf.square(w * x + b - y))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(200):
        sess.run(train, {x: xs, y: ys})
        if step % 20 == 0:
            print(step, sess.run(loss, {x: xs, y: ys}))

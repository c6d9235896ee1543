# expect: lab5.nesterov passed | observed tf1
import numpy as np
import tensorflow.compat.v1 as tf
tf.disable_v2_behavior()
xs = np.linspace(-1, 1, 40)[:, None]
ys = 2 * xs + 1
X = tf.placeholder(tf.float32, (None, 1))
Y = tf.placeholder(tf.float32, (None, 1))
params = [tf.Variable(tf.zeros([1, 1])), tf.Variable(tf.zeros([1]))]
vs = [tf.Variable(tf.zeros_like(p), trainable=False) for p in params]
rs = [tf.Variable(tf.zeros_like(p), trainable=False) for p in params]
lr, rho, alpha = 0.01, 0.9, 0.6
ahead = [p + alpha * v for p, v in zip(params, vs)]
loss = tf.reduce_mean((tf.matmul(X, ahead[0]) + ahead[1] - Y) ** 2)
grads = tf.gradients(loss, ahead)
ops = []
for p, v, r, g in zip(params, vs, rs, grads):
    r_new = rho * r + (1 - rho) * tf.square(g)
    v_new = alpha * v - lr * g / tf.sqrt(r_new + 1e-8)
    ops += [r.assign(r_new), v.assign(v_new), p.assign_add(v_new)]
train_op = tf.group(*ops)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(300):
        _, l = sess.run([train_op, loss], feed_dict={X: xs, Y: ys})
        if i % 50 == 0:
            print("RMSProp + Nesterov", i, l)

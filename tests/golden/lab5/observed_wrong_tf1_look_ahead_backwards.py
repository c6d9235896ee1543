# expect: lab5.nesterov failed lookahead-sign | observed tf1
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()
# RMSProp + Nesterov
x_in = tf.placeholder(tf.float32, (None,))
y_in = tf.placeholder(tf.float32, (None,))
theta = tf.Variable(tf.zeros([2]))
r = tf.Variable(tf.zeros([2]), trainable=False)
v = tf.Variable(tf.zeros([2]), trainable=False)
epsilon, rho, alpha = 0.01, 0.9, 0.6
interim = theta - alpha * v
loss = tf.reduce_mean((interim[0] * x_in + interim[1] - y_in) ** 2)
(g,) = tf.gradients(loss, [interim])
r_new = rho * r + (1 - rho) * g * g
v_new = alpha * v - epsilon / tf.sqrt(r_new + 1e-8) * g
step = tf.group(r.assign(r_new), v.assign(v_new), theta.assign(theta + v_new))
x = np.linspace(-2, 2, 50)
y = 0.5 * x + 2
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(400):
        _, value = sess.run([step, loss], {x_in: x, y_in: y})
        if i % 40 == 0:
            print(i, value)

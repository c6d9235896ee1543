# expect: lab1.method3 failed sign-flipped,diverged | observed tf2
import tensorflow as tf

x = tf.constant([1.0, 2.0, 3.0, 4.0])
y = tf.constant([2.0, 4.1, 6.0, 8.2])
W, B = tf.Variable(0.1), tf.Variable(0.0)
for step in range(30):
    with tf.GradientTape() as g:
        loss = tf.reduce_mean((W * x + B - y) ** 2)
    gw, gb = g.gradient(loss, [W, B])
    W.assign_add(0.02 * gw)
    B.assign_add(0.02 * gb)
    print(step, loss.numpy())

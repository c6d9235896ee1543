# expect: lab6.builtin failed built-in-not-run | observed tf2
import tensorflow as tf

x = tf.constant([1.0, 2.0, 3.0])
y = tf.constant([2.0, 4.0, 6.0])
w = tf.Variable(0.0)
optimizer = tf.optimizers.Adam(0.1)
for i in range(50):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(w * x - y))
    grad = tape.gradient(loss, w)
    print(i, loss.numpy(), grad.numpy())

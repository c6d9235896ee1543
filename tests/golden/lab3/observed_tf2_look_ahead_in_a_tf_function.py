# expect: lab3.nesterov passed | observed tf2
import tensorflow as tf
x = tf.reshape(tf.linspace(-1.0, 1.0, 64), (-1, 1))
y = 3.0 * x - 0.5
w = tf.Variable(tf.zeros((1, 1)))
b = tf.Variable(tf.zeros((1,)))
vw = tf.Variable(tf.zeros((1, 1)), trainable=False)
vb = tf.Variable(tf.zeros((1,)), trainable=False)
lr, mu = 0.05, 0.8

@tf.function
def nesterov_step():
    with tf.GradientTape() as tape:
        pred = tf.matmul(x, w + mu * vw) + (b + mu * vb)
        loss = tf.reduce_mean(tf.square(pred - y))
    gw, gb = tape.gradient(loss, [w, b])
    vw.assign(mu * vw - lr * gw)
    vb.assign(mu * vb - lr * gb)
    w.assign_add(vw)
    b.assign_add(vb)
    return loss

for i in range(120):
    l = nesterov_step()
    if i % 20 == 0:
        tf.print("nesterov", i, l)
